import { listDeliveriesInput } from "@/server/events/log/delivery-filters";
import { getDelivery, getDeliveryInput } from "@/server/events/log/get-delivery";
import { listDeliveries } from "@/server/events/log/list-deliveries";
import { listTargets } from "@/server/events/log/list-targets";
import { getLogDays, logDaysInput, setLogDays } from "@/server/events/retention/log-days";
import { adminProcedure, router, workspaceProcedure } from "@/server/trpc/init";

/** The log of what is sent to other systems: events, messages, notifications, and requests of scenarios. */
export const deliveriesRouter = router({
  list: workspaceProcedure.input(listDeliveriesInput).query(({ ctx, input }) => listDeliveries(ctx.service, input)),
  get: workspaceProcedure.input(getDeliveryInput).query(({ ctx, input }) => getDelivery(ctx.service, input)),
  targets: workspaceProcedure.query(({ ctx }) => listTargets(ctx.service)),
  logDays: workspaceProcedure.query(({ ctx }) => getLogDays(ctx.service)),
  setLogDays: adminProcedure.input(logDaysInput).mutation(({ ctx, input }) => setLogDays(ctx.service, input)),
});
