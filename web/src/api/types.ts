import type { components, paths } from './contract.js';

type Schemas = components['schemas'];

export type CameraEvent = Schemas['EventDto'];
export type EventPage = Schemas['EventPageDto'];
export type EventFilter = NonNullable<paths['/api/events']['get']['parameters']['query']>;
export type Camera = Schemas['CameraDto'];

export type ClipInfo = Schemas['ClipInfoResponse'];
export type FileProgress = Schemas['FileProgress'];
export type ClipStatus = ClipInfo['status'];
export type Gap = Schemas['Gap'];
export type GenerateOptions = Schemas['ClipGenerateRequest'];
export type GenerateAnswer = Schemas['ClipGenerateResponse'];
export type ClipShare = Schemas['ClipShareResponse'];
export type ClipProgress = Schemas['ClipProgress'];

/** The times of an event, which offsets count from. */
export type EventTimes = Pick<CameraEvent, 'started_at' | 'ended_at'>;
