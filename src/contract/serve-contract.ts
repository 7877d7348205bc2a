import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

/** Serves the OpenAPI document at `/api/openapi.json`, and a page that shows it at `/api/docs`. */
export function serveContract(app: NestExpressApplication): void {
  const config = new DocumentBuilder()
    .setTitle('event-clips')
    .setDescription('Cuts, stores, serves and retains the clip of each security camera event.')
    .setVersion('1')
    .addBearerAuth()
    .addSecurityRequirements('bearer')
    .build();
  SwaggerModule.setup('api/docs', app, () => SwaggerModule.createDocument(app, config), {
    jsonDocumentUrl: 'api/openapi.json',
  });
}
