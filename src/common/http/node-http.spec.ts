import { describe, expect, it } from '@jest/globals';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { type GuardedRequest, nodeRequest, nodeResponse, pathOf } from './node-http.js';

const request = new IncomingMessage(new Socket());
const response = new ServerResponse(request);

describe('nodeRequest and nodeResponse', () => {
  it('return the objects of Node and of Express themselves', () => {
    expect(nodeRequest(request)).toBe(request);
    expect(nodeResponse(response)).toBe(response);
  });

  it('return what the objects of Fastify wrap', () => {
    expect(nodeRequest({ raw: request })).toBe(request);
    expect(nodeResponse({ raw: response })).toBe(response);
  });
});

describe('pathOf', () => {
  it.each([
    ['/api/media/clips/7_clip.mp4', '/api/media/clips/7_clip.mp4'],
    ['/api?expires=1&signature=a?b', '/api'],
    ['/api#part', '/api'],
    ['/a/../b/%2e%2e/c', '/a/../b/%2e%2e/c'],
    ['//other/api', '//other/api'],
    ['http://host.example:80/api?x', '/api'],
    ['http://host.example', ''],
    ['*', '*'],
  ])('of %s is %s', (url, path) => {
    expect(pathOf({ url } as GuardedRequest)).toBe(path);
  });
});
