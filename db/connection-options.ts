/** The driver's options from a database's address. */
export interface ConnectionOptions {
  url: string;
  /** False behind a transaction pooler, which does not keep prepared statements. */
  prepare: boolean;
  /** The database's Unix socket, if the connection uses one. */
  path?: string;
}

/**
 * Separates the parts of a database's address that the driver does not understand: `prepare=false` or `pgbouncer=true`
 * for a transaction pooler, and a folder as the `host`, which is libpq's notation for the Unix socket in it.
 */
export function connectionOptions(address: string): ConnectionOptions {
  const url = new URL(address);
  const { searchParams } = url;
  const pooled = searchParams.get("prepare") === "false" || searchParams.get("pgbouncer") === "true";
  const host = searchParams.get("host");
  for (const name of ["prepare", "pgbouncer", "host"]) searchParams.delete(name);
  const socket = host?.startsWith("/") ? { path: `${host}/.s.PGSQL.${url.port || "5432"}` } : {};
  return { url: url.toString(), prepare: !pooled, ...socket };
}
