// The types on the page of the contract.

/** The type in a word or two, with a link if it has a name. */
export function typeOf(schema = {}) {
  const { $ref, oneOf, allOf, anyOf, enum: values, format, items } = schema;
  const [type, ...others] = [schema.type].flat();
  const orNull = others.map((other) => ` or ${other}`).join('');
  if ($ref) return `[${nameOf($ref)}](#${nameOf($ref).toLowerCase()})`;
  const several = oneOf ?? anyOf ?? allOf;
  if (several) return several.map(typeOf).join(' or ');
  if (values) {
    const named = values.filter((value) => value !== null).map((value) => `\`${value}\``);
    return named.join(' ') + orNull;
  }
  if (type === 'array') return `list of ${typeOf(items)}${orNull}`;
  return (format === 'date-time' ? 'instant' : (type ?? 'any')) + orNull;
}

/** A named type and its fields. */
export function shapeText(name, { properties = {}, required = [], description, ...rest }) {
  const rows = Object.entries(properties).map(([property, schema]) => [
    `\`${property}\`${required.includes(property) ? '' : '?'}`,
    typeOf(schema),
    [schema.description, boundsOf(schema)].filter(Boolean).join(' '),
  ]);
  const { additionalProperties } = rest;
  if (additionalProperties?.$ref) rows.push(['any other', typeOf(additionalProperties), '']);
  return [
    `### ${name}`,
    ...(description ? [description] : []),
    rows.length > 0 ? table(['Field', 'Type', ''], rows) : 'No fields.',
  ].join('\n\n');
}

export function table(head, rows) {
  const line = (cells) =>
    `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

export const nameOf = (ref) => ref.split('/').at(-1);

function boundsOf(schema) {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems, default: fallback } = schema;
  const [least, most] = [minimum ?? minLength ?? minItems, maximum ?? maxLength ?? maxItems];
  const unit =
    minimum !== undefined || maximum !== undefined
      ? ''
      : maxItems === undefined
        ? ' characters'
        : ' items';
  const bounds =
    least !== undefined && most !== undefined
      ? `${least} to ${most}${unit}.`
      : most !== undefined
        ? `At most ${most}${unit}.`
        : least !== undefined
          ? `At least ${least}${unit}.`
          : '';
  return [bounds, fallback === undefined ? '' : `Default \`${fallback}\`.`]
    .filter(Boolean)
    .join(' ');
}
