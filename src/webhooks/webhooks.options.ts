export interface WebhooksModuleOptions {
  /** Whom to tell. Without user and password in them. */
  receivers: readonly URL[];
  /** What the messages are signed with: a text, or `whsec_` and base64. Null: they are not signed. */
  secret: string | null;
  /** Where the service is reached from outside, for the links in the messages. */
  publicUrl: URL;
}

export const WEBHOOKS_OPTIONS = Symbol('WebhooksModuleOptions');
