// The contract as a page to read: docs/api.md, which scripts/openapi.mjs writes and checks.
import { errorsOf, errorTable, errorText, generalErrors } from './api-errors.mjs';
import { nameOf, shapeText, table, typeOf } from './schema-text.mjs';

const INTRODUCTION = `# The HTTP API

This page is generated from the contract that the service has at \`/api/openapi.json\` (\`npm run openapi -- --write\`).
\`/api/docs\` shows the same and lets you try it.`;

const KEYS = `## Keys

If keys are set, a call needs one as \`Authorization: Bearer …\`. Each route says which scope the key needs: \`read\`,
\`write\` or \`admin\`. No scope includes another. For keys with \`read\`, the links to clips and posters in
answers are signed. Such a link needs no key, so it works in \`<video>\` and \`<img>\`. Keep its query as it is; only
\`download=1\` may be added. It is valid for one version of the clip: once that is replaced, it is 410 \`CLIP_REPLACED\`,
and the answers about the event have the new link. [Links to clips](security.md#links-to-clips) has the details.`;

const ERRORS = `## Errors

\`message\` says what to do. If a body has several errors, it is a list. Answers with 429 and 503 have the header
\`Retry-After\`. Many routes may answer these errors; the other errors are listed with their routes:`;

/** @param {object} document OpenAPI 3 */
export function apiPage(document) {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...{ path, method, ...operation },
      responses: writtenOut(operation.responses, document),
    })),
  );
  const general = generalErrors(operations);
  const sections = document.tags.flatMap(({ name, description }) => [
    ...[`## ${name}`, description],
    ...operations
      .filter(({ tags: [own] }) => own === name)
      .flatMap((operation) => operationBlocks(operation, general)),
  ]);
  const shapes = Object.entries(document.components.schemas)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, schema]) => shapeText(name, schema));
  const [, conventions = ''] = document.info.description.split('\n\n');
  const errorExample = jsonBlock(operations.flatMap(missingBody)[0]);
  const text = `${[
    ...[INTRODUCTION, conventions, KEYS],
    ...[ERRORS, errorTable(general), 'An error in full:', errorExample],
    ...[...withoutRepeats(sections), '## Shapes', ...shapes],
  ].join('\n\n')}\n`;
  // The name of a shape becomes a link to it.
  return text.replaceAll(/`(\w+)`/g, (name, shape) =>
    shape in document.components.schemas ? typeOf({ $ref: shape }) : name,
  );
}

/** Replaces an example that was shown before by a note. */
function withoutRepeats(blocks) {
  return blocks.map((block, index) =>
    block.startsWith('```') && blocks.indexOf(block) < index ? '_As above._' : block,
  );
}

function writtenOut(responses, { components }) {
  return Object.fromEntries(
    Object.entries(responses).map(([status, response]) => [
      status,
      response.$ref ? components.responses[nameOf(response.$ref)] : response,
    ]),
  );
}

function missingBody({ responses }) {
  const [example] = Object.values(responses[404]?.content['application/json'].examples ?? {});
  return example ? [example.value] : [];
}

function operationBlocks(operation, general) {
  const { path, method, summary, description, parameters = [], requestBody, responses } = operation;
  const errors = new Set(errorsOf(operation).map(({ status }) => status));
  return [
    `### \`${method.toUpperCase()} ${path}\``,
    `${summary} ${description}`,
    ...(parameters.length > 0
      ? [table(['Parameter', 'Type', ''], parameters.map(parameterRow))]
      : []),
    ...(requestBody
      ? [`**Body**: ${contentText(requestBody.content)}`, ...exampleTexts(requestBody.content)]
      : []),
    ...Object.entries(responses)
      .filter(([status]) => !errors.has(status))
      .flatMap(answerTexts),
    ...errorText(operation, general),
  ];
}

function parameterRow({ name, in: where, required, schema, description = '' }) {
  const notes = [where === 'path' ? '' : where, required ? 'required' : '']
    .filter(Boolean)
    .join(', ');
  return [
    `\`${name}\``,
    typeOf(schema),
    [notes && `(${notes})`, description].filter(Boolean).join(' '),
  ];
}

function answerTexts([status, { description, content, headers = {} }]) {
  const names = Object.keys(headers).map((name) => `\`${name}\``);
  const said = [
    `**${status}** ${description.replace(/[^.]$/, '$&.')}`,
    content && `${contentText(content)}.`,
    names.length > 0 && `Headers: ${names.join(', ')}.`,
  ];
  return [said.filter(Boolean).join(' '), ...exampleTexts(content ?? {})];
}

function contentText(content) {
  return Object.entries(content)
    .map(([type, { schema }]) => (type === 'application/json' ? typeOf(schema) : `\`${type}\``))
    .join(' or ');
}

/** Examples as blocks of code. If there are several, each has a title. */
function exampleTexts(content) {
  return Object.values(content).flatMap(({ example, examples = {} }) =>
    example === undefined
      ? Object.entries(examples).flatMap(([name, { summary, value }]) => [
          `_${summary ?? name}_`,
          jsonBlock(value),
        ])
      : [jsonBlock(example)],
  );
}

function jsonBlock(value) {
  return typeof value === 'string'
    ? `\`\`\`text\n${value.trim()}\n\`\`\``
    : `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``;
}
