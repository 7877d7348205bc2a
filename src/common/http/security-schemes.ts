/** The two query parameters of a signed link, both required. Each is a security scheme of the contract. */
export const SIGNED_LINK = { linkSignature: [], linkExpiry: [] };
