import { listAuditInput } from "@/server/audit/audit-filters";
import { listActors } from "@/server/audit/list-actors";
import { listAudit } from "@/server/audit/list-entries";
import { adminProcedure, router } from "@/server/trpc/init";

export const auditRouter = router({
  list: adminProcedure.input(listAuditInput).query(({ ctx, input }) => listAudit(ctx.service, input)),
  actors: adminProcedure.query(({ ctx }) => listActors(ctx.service)),
});
