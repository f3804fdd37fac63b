import { createSecretInput, deleteSecretInput, updateSecretInput } from "@/server/actions/secrets/secret-input";
import {
  createSecret,
  deleteSecret,
  listSecretNames,
  listSecrets,
  updateSecret,
} from "@/server/actions/secrets/workspace-secrets";
import { router, workspaceProcedure } from "@/server/trpc/init";

export const secretsRouter = router({
  list: workspaceProcedure.query(({ ctx }) => listSecrets(ctx.service)),
  names: workspaceProcedure.query(({ ctx }) => listSecretNames(ctx.service)),
  create: workspaceProcedure.input(createSecretInput).mutation(({ ctx, input }) => createSecret(ctx.service, input)),
  update: workspaceProcedure.input(updateSecretInput).mutation(({ ctx, input }) => updateSecret(ctx.service, input)),
  delete: workspaceProcedure.input(deleteSecretInput).mutation(({ ctx, input }) => deleteSecret(ctx.service, input)),
});
