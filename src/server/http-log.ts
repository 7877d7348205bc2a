import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Params } from 'nestjs-pino';
import { stdSerializers } from 'pino';
import { callerOf } from '../common/http/caller.js';
import { requestId } from '../common/http/request-id.js';
import { shownLine } from '../common/shown-name.js';
import type { Settings } from '../config/settings.js';

/** One line per request: coloured in a terminal, else JSON. Headers and queries are not logged. */
export function httpLog(level: Settings['LOG_LEVEL']): Params {
  return {
    pinoHttp: {
      level,
      // Names of files and messages of the system may hold any character.
      hooks: { streamWrite: shownLine },
      ...(process.stdout.isTTY && {
        transport: { target: 'pino-pretty', options: { singleLine: true, ignore: 'pid,hostname' } },
      }),
      quietReqLogger: true,
      mixin: () => ({ request_id: requestId() }),
      serializers: {
        req: ({ id, method, url }: { id: unknown; method: string; url: string }) => ({
          id,
          method,
          path: url.split('?', 1)[0],
        }),
        // With the fields of causes, as the arguments and the output of FFmpeg are in those.
        err: (error: { raw?: Error }) =>
          error.raw ? stdSerializers.errWithCause(error.raw) : error,
        res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
      },
      customProps: whoSent,
      customSuccessMessage: line,
      customErrorMessage: line,
      autoLogging: { ignore: ({ url }) => url?.startsWith('/health/') ?? false },
    },
  };
}

/** The key by its name, and the person behind it, once they are known. */
function whoSent(request: IncomingMessage): { key?: string; user?: string } {
  const { name: key, user } = callerOf(request) ?? {};
  return { ...(key && { key }), ...(user && { user }) };
}

function line(request: IncomingMessage, { statusCode }: ServerResponse): string {
  return `${request.method} ${request.url?.split('?', 1)[0]} ${statusCode}`;
}
