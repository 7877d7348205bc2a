/** The same rows with nothing around them: a route of Nest on Express, and one SELECT by `pg`. */
import 'reflect-metadata';
import { Controller, Get, Module, Param, Query } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { createServer } from 'node:http';
import pg from 'pg';

const [databaseUrl = ''] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });

@Controller('bare')
class BareController {
  @Get('clips/:id')
  async clip(@Param('id') id: string): Promise<unknown> {
    const { rows } = await pool.query('SELECT * FROM clips WHERE event_id = $1', [Number(id)]);
    return rows[0];
  }

  @Get('events/:id')
  async event(@Param('id') id: string): Promise<unknown> {
    const { rows } = await pool.query('SELECT * FROM events WHERE id = $1', [Number(id)]);
    return rows[0];
  }

  @Get('events')
  async events(@Query('limit') limit: string): Promise<unknown> {
    const { rows } = await pool.query(
      'SELECT * FROM events ORDER BY started_at DESC, id DESC LIMIT $1',
      [Number(limit)],
    );
    return { events: rows };
  }
}

@Module({ controllers: [BareController] })
class BareModule {}

const app = await NestFactory.create(BareModule, { logger: false });
await app.init();
const server = createServer(app.getHttpAdapter().getInstance() as () => void);
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as { port: number };
  process.send!(`http://127.0.0.1:${port}`);
});
process.on('disconnect', () => process.exit(0));
