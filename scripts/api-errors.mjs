// What the contract's page says of errors: those of many routes once, and each route's own beside it.
import { table } from './schema-text.mjs';

/** Every error that an operation may answer, as its status, code and message. */
export function errorsOf({ responses }) {
  return Object.entries(responses)
    .filter(([status]) => Number(status) >= 400)
    .flatMap(([status, { content }]) =>
      Object.entries(content?.['application/json']?.examples ?? {}).map(([code, { value }]) => ({
        status,
        code,
        message: [value.message].flat().join('; '),
      })),
    );
}

/**
 * The errors of a quarter of all routes and more. What is not there (404) and what stands in the way (409)
 * is each route's own.
 */
export function generalErrors(operations) {
  const all = operations.flatMap(errorsOf);
  const count = ({ code }) => all.filter((each) => each.code === code).length;
  const first = ({ code }, index) => all.findIndex((each) => each.code === code) === index;
  return all
    .filter(first)
    .filter((error) => !['404', '409'].includes(error.status))
    .filter((error) => count(error) >= operations.length / 4)
    .sort((a, b) => a.status - b.status || (a.code < b.code ? -1 : 1));
}

export const errorTable = (errors) =>
  table(
    ['Status', 'Code', 'Message'],
    errors.map(({ status, code, message }) => [status, `\`${code}\``, message]),
  );

/** The errors of one route: its own with their messages, and the general ones by name. */
export function errorText(operation, general) {
  const isGeneral = ({ code }) => general.some((each) => each.code === code);
  const errors = errorsOf(operation);
  const [own, others] = [errors.filter((error) => !isGeneral(error)), errors.filter(isGeneral)];
  const codes = others.map(({ code }) => `\`${code}\``).join(' ');
  return [
    ...(own.length > 0 ? [errorTable(own)] : []),
    `${own.length > 0 ? 'And of' : 'Errors: of'} [those of many routes](#errors): ${codes}`,
  ];
}
