export interface WebhooksModuleOptions {
  /** The URLs that messages are sent to, without user and password. */
  receivers: readonly URL[];
  /** The key of the signatures: a text, or `whsec_` and base64. Null: messages are not signed. */
  secret: string | null;
  /** The URL of the service from outside, for the links in the messages. */
  publicUrl: URL;
}

export const WEBHOOKS_OPTIONS = Symbol('WebhooksModuleOptions');
