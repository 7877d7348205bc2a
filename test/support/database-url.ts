/** The same server and account, another database. */
export function databaseUrl(serverUrl: string, database: string): string {
  return serverUrl.replace(/\/[^/?]*(\?.*)?$/, `/${database}$1`);
}
