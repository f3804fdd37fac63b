import type { z } from "zod";
import { requireRole } from "@/server/accounts/require-role";
import type { ServiceContext } from "@/server/service-context";
import { createOutboundFetch } from "@/server/outbound/outbound-fetch";
import { callModel } from "../requests/call-model";
import { findProvider } from "./model-providers";
import { openProvider } from "./open-provider";
import { accessOf } from "./provider-access";
import type { tryProviderInput } from "./provider-input";
import { resolveModel, type ModelTarget } from "./resolve-model";
import { DomainError } from "@/server/errors";

/** The result of a test call to a provider. */
export interface ProviderTest {
  ok: boolean;
  message: string;
  durationMs: number;
}

/** Makes one small real call to the provider's first model and returns the reason if it fails. */
export async function testProvider(ctx: ServiceContext, providerId: string): Promise<ProviderTest> {
  requireRole(ctx, "admin");
  const [modelId] = (await findProvider(ctx, providerId)).models;
  if (modelId === undefined) throw new DomainError("invalid", "This provider has no models. Add one, then test it.");
  return testModel(await resolveModel(ctx.workspaceId, { providerId, modelId }), modelId);
}

/** Makes the same call to a provider as a form describes it, so that it is tested before it is saved. */
export async function tryProvider(
  ctx: ServiceContext,
  { provider, modelId }: z.output<typeof tryProviderInput>,
): Promise<ProviderTest> {
  requireRole(ctx, "admin");
  const access = await accessOf(ctx, provider);
  const { host, model } = openProvider(access, createOutboundFetch());
  return testModel({ label: modelId, model: model(modelId), host, secrets: [access.apiKey] }, modelId);
}

async function testModel(target: ModelTarget, modelId: string): Promise<ProviderTest> {
  const { error, durationMs } = await callModel(
    target,
    { instruction: "", messages: [{ role: "user", text: "Answer with the one word OK." }], tools: [] },
    { limits: { attempts: 1, totalMs: 45_000 } },
  );
  if (error !== null) return { ok: false, message: error, durationMs };
  return { ok: true, message: `${modelId} answered.`, durationMs };
}
