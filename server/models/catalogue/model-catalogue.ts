import { requireRole } from "@/server/accounts/require-role";
import type { ServiceContext } from "@/server/service-context";
import { OFFLINE_MODEL } from "@/server/schemas/model-choice";
import { listProviders } from "./model-providers";

/** A model that a bot can use. */
export interface ListedModel {
  /** Null for the offline model. */
  providerId: string | null;
  providerName: string;
  modelId: string;
  label: string;
  note: string;
}

const offline: ListedModel = {
  ...OFFLINE_MODEL,
  providerName: "Parley",
  label: "Offline model",
  note: "Rules, not AI; works without a key",
};

/** Lists the models of a workspace: the offline model first, then the models of each provider. */
export async function listModels(ctx: ServiceContext): Promise<ListedModel[]> {
  requireRole(ctx, "viewer");
  const providers = await listProviders(ctx);
  const theirs = providers.flatMap(({ id, name, kind, models }) =>
    models.map((modelId) => ({
      providerId: id,
      providerName: name,
      modelId,
      label: modelId,
      note: kind === "gateway" ? "AI Gateway" : "OpenAI-compatible",
    })),
  );
  return [offline, ...theirs];
}
