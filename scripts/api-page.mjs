// The contract as a page for people: docs/api.md, which scripts/openapi.mjs keeps.

const INTRODUCTION = `# The HTTP API

Made from the contract that the program serves at \`/api/openapi.json\` (\`npm run openapi -- --write\`); \`/api/docs\`
shows the same and lets you try it.

JSON in snake_case; instants in ISO 8601 with \`Z\` or an offset; durations and offsets in seconds. Where keys are
in use, each call but those of \`/health\` shows one: \`Authorization: Bearer …\`, of the scope \`read\` where it only
looks, else \`write\`; links to clips and posters are signed and need none. Any call can answer 400, 401, 403, 404,
429 and 503, as [ErrorBody](#errorbody) with a stable \`code\`.
`;

/** @param {object} document OpenAPI 3 */
export function apiPage(document) {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
  );
  const tags = [...new Set(operations.map(({ tags: [tag] = ['Other'] }) => tag))];
  const ofTag = (tag) => operations.filter(({ tags: [own] = ['Other'] }) => own === tag);
  const sections = tags.map((tag) => [`## ${tag}`, ...ofTag(tag).map(operationText)].join('\n\n'));
  const shapes = Object.entries(document.components.schemas)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, schema]) => shapeText(name, schema));
  return `${[INTRODUCTION.trim(), ...sections, '## Shapes', ...shapes].join('\n\n')}\n`;
}

function operationText({ path, method, summary, parameters = [], requestBody, responses }) {
  const answers = Object.entries(responses).filter(([status]) => status !== 'default');
  return [
    `### \`${method.toUpperCase()} ${path}\``,
    ...(summary ? [summary] : []),
    ...(parameters.length > 0
      ? [table(['Parameter', 'Type', ''], parameters.map(parameterRow))]
      : []),
    ...(requestBody ? [`Body: ${contentText(requestBody.content)}`] : []),
    answers.map(answerLine).join('\n'),
  ].join('\n\n');
}

function parameterRow({ name, in: where, required, schema, description = '' }) {
  const told = [where === 'path' ? '' : where, required ? 'required' : '']
    .filter(Boolean)
    .join(', ');
  return [
    `\`${name}\``,
    typeOf(schema),
    [told && `(${told})`, description].filter(Boolean).join(' '),
  ];
}

function answerLine([status, { description, content }]) {
  return `- **${status}** ${[description, content && contentText(content)].filter(Boolean).join(' ')}`.trim();
}

function contentText(content) {
  return Object.entries(content)
    .map(([type, { schema }]) => (type === 'application/json' ? typeOf(schema) : `\`${type}\``))
    .join(' or ');
}

function shapeText(name, { properties = {}, required = [], description }) {
  const rows = Object.entries(properties).map(([property, schema]) => [
    `\`${property}\`${required.includes(property) ? '' : '?'}`,
    typeOf(schema),
    [schema.description, boundsOf(schema)].filter(Boolean).join(' '),
  ]);
  return [
    `### ${name}`,
    ...(description ? [description] : []),
    rows.length > 0 ? table(['Field', 'Type', ''], rows) : 'No fields.',
  ].join('\n\n');
}

function typeOf(schema = {}) {
  const { $ref, oneOf, allOf, anyOf, enum: values, type, format, items, nullable } = schema;
  const orNull = nullable ? ' or null' : '';
  if ($ref) return `[${nameOf($ref)}](#${nameOf($ref).toLowerCase()})`;
  const several = oneOf ?? anyOf ?? allOf;
  if (several) return several.map(typeOf).join(' or ') + orNull;
  if (values) return values.map((value) => `\`${value}\``).join(' ') + orNull;
  if (type === 'array') return `list of ${typeOf(items)}${orNull}`;
  return (format === 'date-time' ? 'instant' : (type ?? 'any')) + orNull;
}

function boundsOf({
  minimum,
  maximum,
  minLength,
  maxLength,
  minItems,
  maxItems,
  default: fallback,
}) {
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

const nameOf = (ref) => ref.split('/').at(-1);

function table(head, rows) {
  const line = (cells) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
