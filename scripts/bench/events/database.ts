import { readFileSync } from "node:fs";
import path from "node:path";
import postgres from "postgres";

/** Opens the product's own database. After a kill its port is another one, so open it again then. */
export function openDatabase(dataDir: string, max = 4): postgres.Sql {
  const dir = path.join(dataDir, "db");
  const port = Number(readFileSync(path.join(dir, "postmaster.pid"), "utf8").split("\n")[3]);
  const password = readFileSync(`${dir}.password`, "utf8").trim();
  const access = { username: "postgres", password, database: "parley" };
  return postgres({ host: "127.0.0.1", port, ...access, max, onnotice: () => {} });
}
