import { APICallError, createGateway } from "ai";
import { z } from "zod";
import { requireRole } from "@/server/accounts/require-role";
import { createOutboundFetch } from "@/server/outbound/outbound-fetch";
import type { ServiceContext } from "@/server/service-context";
import { parseJson } from "@/server/text/parse-json";
import { failed, readRequestFailure, sayFailure, UnexpectedAnswer, WEB_PAGE } from "../requests/model-failure";
import { limitResponses } from "../requests/provider-fetch";
import type { ProviderAccess } from "./open-provider";
import { accessOf } from "./provider-access";
import type { DescribedProvider } from "./provider-input";

/** The models that a provider lists, or the reason why there is no list. Contains no secrets. */
export type OfferedModels = { ok: true; models: string[] } | { ok: false; message: string };

const TIMEOUT_MS = 15_000;
/** Larger than any provider's list; it limits what the page shows. */
const MAX_MODELS = 3000;
/** The longest model id that a bot can use. */
const MAX_ID = 200;
/** Anthropic's list of models needs its own headers (https://docs.anthropic.com/en/api/models-list). */
const ANTHROPIC_HOST = "api.anthropic.com";

/** Lists the models of a provider that a form describes, with `GET <base URL>/models`. */
export async function listOfferedModels(ctx: ServiceContext, provider: DescribedProvider): Promise<OfferedModels> {
  requireRole(ctx, "admin");
  const access = await accessOf(ctx, provider);
  const host = access.baseUrl === null ? "the AI Gateway" : new URL(access.baseUrl).host;
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const ids = await (access.baseUrl === null
      ? gatewayModels(access)
      : compatibleModels(access, access.baseUrl, signal));
    const models = [...new Set(ids)].filter((id) => id !== "" && id.length <= MAX_ID).slice(0, MAX_MODELS);
    return { ok: true, models: models.toSorted((a, b) => a.localeCompare(b, "en", { numeric: true })) };
  } catch (error) {
    const failure = signal.aborted
      ? failed(`${host} sent no list of models in ${TIMEOUT_MS / 1000} s.`, true)
      : readRequestFailure(error, host);
    return { ok: false, message: sayFailure(failure, [access.apiKey]) };
  }
}

async function gatewayModels({ apiKey }: ProviderAccess): Promise<string[]> {
  const gateway = createGateway({ apiKey, fetch: limitResponses(createOutboundFetch()) });
  const { models } = await gateway.getAvailableModels();
  return models.filter(({ modelType }) => modelType === "language" || !modelType).map(({ id }) => id);
}

const entry = z.union([
  z.object({ id: z.string() }),
  z.object({ name: z.string() }).transform(({ name: id }) => ({ id })),
]);
const entries = z.array(z.union([entry, z.unknown().transform(() => null)]));
/** Most servers send `data`; Together AI sends only the list. */
const listing = z.union([
  z.object({ data: entries }).transform(({ data }) => data),
  z.object({ models: entries }).transform(({ models }) => models),
  entries,
]);

async function compatibleModels({ apiKey }: ProviderAccess, baseUrl: string, signal: AbortSignal): Promise<string[]> {
  const url = `${baseUrl}/models`;
  const own =
    new URL(url).host === ANTHROPIC_HOST ? { "x-api-key": apiKey, "anthropic-version": "2023-06-01" } : undefined;
  const headers = { accept: "application/json", authorization: `Bearer ${apiKey}`, ...own };
  const response = await limitResponses(createOutboundFetch())(url, { headers, signal });
  const responseBody = await response.text();
  if (!response.ok) {
    const responseHeaders = Object.fromEntries(response.headers);
    throw new APICallError({
      message: "The server sent no list of models.",
      url,
      requestBodyValues: {},
      statusCode: response.status,
      responseHeaders,
      responseBody,
    });
  }
  const list = listing.safeParse(parseJson(responseBody));
  if (list.success) return list.data.flatMap((model) => (model === null ? [] : [model.id]));
  throw new UnexpectedAnswer(responseBody.trimStart().startsWith("<") ? WEB_PAGE : "sent no list of models.");
}
