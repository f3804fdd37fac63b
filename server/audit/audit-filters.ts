import { z } from "zod";
import { idText, moment } from "@/server/input-types";
import { type TargetType, targets } from "./targets";

const targetTypes = Object.keys(targets).filter((type): type is TargetType => type in targets);

/** What the audit log is filtered by. */
export const auditFilters = z.object({
  /** The id of a member or API key. */
  actorId: idText.optional(),
  targetType: z.enum(targetTypes).optional(),
  /** A part of the name of what was changed, or its whole id. */
  search: z.string().trim().max(200).optional(),
  /** ISO 8601. */
  since: moment.optional(),
  until: moment.optional(),
});

export const listAuditInput = auditFilters.extend({
  /** The `nextCursor` of the previous page. */
  cursor: z.int().positive().nullish(),
});

export type AuditFilters = z.infer<typeof auditFilters>;
