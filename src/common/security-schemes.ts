/** What the query of a signed link carries: both are needed. Each is a security scheme of the contract. */
export const SIGNED_LINK = { linkSignature: [], linkExpiry: [] };
