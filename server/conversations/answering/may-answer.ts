import { sql } from "drizzle-orm";
import { hasRole, roles } from "@/server/roles";

const answering = roles.filter((role) => hasRole(role, "operator"));

/** A condition on `memberships m`: the member may answer customers, so conversations can be assigned to them. */
export const mayAnswer = sql`m.role in (${sql.join(
  answering.map((role) => sql`${role}`),
  sql`, `,
)})`;
