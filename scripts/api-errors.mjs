// The errors on the page of the contract: common errors are listed once, the others with their route.
import { table } from './schema-text.mjs';

/** Every error that an operation may answer, with its status, code and message. */
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
 * The errors that at least a quarter of all routes may answer. 404 and 409 are listed with their routes, since
 * they mean something else on each.
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

/** The errors of one route: its own errors with their messages, and the names of the common ones. */
export function errorText(operation, general) {
  const isGeneral = ({ code }) => general.some((each) => each.code === code);
  const errors = errorsOf(operation);
  const [own, others] = [errors.filter((error) => !isGeneral(error)), errors.filter(isGeneral)];
  const codes = others.map(({ code }) => `\`${code}\``).join(' ');
  return [
    ...(own.length > 0 ? [errorTable(own)] : []),
    `${own.length > 0 ? 'Also' : 'Errors:'} [common errors](#errors): ${codes}`,
  ];
}
