import { createApiKeyInput, revokeApiKeyInput } from "@/server/accounts/api-keys/api-key-input";
import { createApiKey, listApiKeys, revokeApiKey } from "@/server/accounts/api-keys/api-keys";
import { adminProcedure, router } from "@/server/trpc/init";

export const apiKeysRouter = router({
  list: adminProcedure.query(({ ctx }) => listApiKeys(ctx.service)),
  create: adminProcedure.input(createApiKeyInput).mutation(({ ctx, input }) => createApiKey(ctx.service, input)),
  revoke: adminProcedure.input(revokeApiKeyInput).mutation(({ ctx, input }) => revokeApiKey(ctx.service, input)),
});
