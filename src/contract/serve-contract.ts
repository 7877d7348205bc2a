import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { describeRoutes } from './describe-routes.js';
import { nullAsType } from './null-as-type.js';
import { routesOf } from './routes.js';
import { SECURITY_SCHEMES } from './security.js';
import { sortEnums } from './sort-enums.js';
import { shareResponses } from './share-responses.js';

const DESCRIPTION = `Cuts, stores, serves and retains the clip of each security camera event.

JSON in snake_case; instants in ISO 8601 with \`Z\` or an offset, answered in UTC; durations and offsets in
seconds. Every error has the shape of \`ErrorBody\`: \`code\` is stable and for programs, \`message\` for people.
Every answer has the header \`X-Request-Id\`: the caller's own id, or a new one.`;

/** In the order in which the documentation shows them. */
const TAGS: [name: string, description: string][] = [
  ['Events', 'What happened on a camera and when, with still frames.'],
  ['Clips', 'The clip of an event: its generation, state and protection.'],
  [
    'Media',
    'Clip and poster files. Other answers contain their URLs, signed if API keys are in use.',
  ],
  ['Recordings', 'Files of recorded video that clips are cut from.'],
  ['Cameras', 'What is set for a camera, and what it has recorded.'],
  ['Exports', 'Several clips in one file, with a manifest.'],
  ['Cleanup', 'Retention.'],
  ['Audit', 'Who did what, and when.'],
  ['Health', 'For probes.'],
  ['Metrics', 'For Prometheus.'],
];

/** Serves the OpenAPI document at `/api/openapi.json`, and a page that shows it at `/api/docs`. */
export function serveContract(app: NestExpressApplication): void {
  SwaggerModule.setup('api/docs', app, () => contractOf(app), {
    jsonDocumentUrl: 'api/openapi.json',
  });
}

function contractOf(app: NestExpressApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('event-clips')
    .setDescription(DESCRIPTION)
    .setVersion('1')
    .build();
  const document = SwaggerModule.createDocument(app, {
    ...config,
    tags: TAGS.map(([name, description]) => ({ name, description })),
    components: { securitySchemes: SECURITY_SCHEMES },
    // Relative to the URL of the document.
    servers: [{ url: '/' }],
  });
  describeRoutes(document, routesOf(app));
  shareResponses(document);
  return nullAsType(sortEnums(document));
}
