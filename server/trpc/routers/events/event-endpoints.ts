import { createEndpoint } from "@/server/events/endpoints/create-endpoint";
import { deleteEndpoint } from "@/server/events/endpoints/delete-endpoint";
import {
  endpointFields,
  endpointIdInput,
  rotateSecretInput,
  setEnabledInput,
  updateEndpointInput,
} from "@/server/events/endpoints/endpoint-input";
import { getEndpoint } from "@/server/events/endpoints/get-endpoint";
import { listEndpoints } from "@/server/events/endpoints/list-endpoints";
import { rotateSecret } from "@/server/events/endpoints/rotate-secret";
import { setEndpointEnabled } from "@/server/events/endpoints/set-endpoint-enabled";
import { updateEndpoint } from "@/server/events/endpoints/update-endpoint";
import { verifyRequest, verifyRequestInput } from "@/server/events/endpoints/verifier/verify-request";
import { adminProcedure, editorProcedure, router, workspaceProcedure } from "@/server/trpc/init";

/** The endpoints that receive a workspace's events (CONTRACTS §6). */
export const eventEndpointsRouter = router({
  list: workspaceProcedure.query(({ ctx }) => listEndpoints(ctx.service)),
  get: workspaceProcedure.input(endpointIdInput).query(({ ctx, input }) => getEndpoint(ctx.service, input.endpointId)),
  create: adminProcedure.input(endpointFields).mutation(({ ctx, input }) => createEndpoint(ctx.service, input)),
  update: adminProcedure.input(updateEndpointInput).mutation(({ ctx, input }) => updateEndpoint(ctx.service, input)),
  setEnabled: adminProcedure
    .input(setEnabledInput)
    .mutation(({ ctx, input }) => setEndpointEnabled(ctx.service, input)),
  rotateSecret: adminProcedure.input(rotateSecretInput).mutation(({ ctx, input }) => rotateSecret(ctx.service, input)),
  delete: adminProcedure
    .input(endpointIdInput)
    .mutation(({ ctx, input }) => deleteEndpoint(ctx.service, input.endpointId)),
  verify: editorProcedure.input(verifyRequestInput).mutation(({ ctx, input }) => verifyRequest(ctx.service, input)),
});
