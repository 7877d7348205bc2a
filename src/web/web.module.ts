import {
  type DynamicModule,
  Inject,
  Logger,
  type MiddlewareConsumer,
  Module,
  type NestModule,
  RequestMethod,
} from '@nestjs/common';
import { PAGE_DIRECTORY, pageFiles } from './page-files.js';

const DIRECTORY = Symbol('the folder of the built page');

/** Serves the page at `/`. */
@Module({})
export class WebModule implements NestModule {
  constructor(@Inject(DIRECTORY) private readonly directory: string) {}

  static forRoot(directory = PAGE_DIRECTORY): DynamicModule {
    return { module: WebModule, providers: [{ provide: DIRECTORY, useValue: directory }] };
  }

  configure(consumer: MiddlewareConsumer): void {
    const serve = pageFiles(this.directory);
    if (serve) {
      consumer.apply(serve).forRoutes({ path: '{*path}', method: RequestMethod.GET });
    } else {
      new Logger(WebModule.name).warn('The page is not built and not served. Run: npm run build');
    }
  }
}
