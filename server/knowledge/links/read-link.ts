import { DomainError } from "@/server/errors";
import { logFailure } from "@/server/log/log-failure";
import type { BotKnowledge } from "@/server/schemas/knowledge/bot-knowledge";
import { clip } from "@/server/text/excerpt";
import { runDocumentJob } from "../reading/jobs/run-document-job";
import { fetchPage } from "../reading/pages/fetch-page";
import { refusalOf } from "./choose-links";

/** The most characters of a page that a model gets, about 2,000 tokens. */
const MAX_CHARACTERS = 8000;
/** A customer waits for the answer. */
const DEADLINE_MS = 10_000;

export type ReadLink = { title: string; text: string; url: string } | { failure: string };

interface LinkToRead {
  workspaceId: string;
  url: string;
  settings: BotKnowledge;
}

/** Reads a page that a customer sent, shortened to the budget. A page that cannot be read is told, not thrown. */
export async function readLink({ workspaceId, url, settings }: LinkToRead): Promise<ReadLink> {
  const timer = Promise.withResolvers<ReadLink>();
  const timeout = setTimeout(() => timer.resolve({ failure: "It took too long." }), DEADLINE_MS);
  try {
    return await Promise.race([read({ workspaceId, url, settings }), timer.promise]);
  } catch (error) {
    if (error instanceof DomainError) return { failure: error.message };
    logFailure(workspaceId, "a page that a customer sent could not be read", error);
    return { failure: "The page cannot be read." };
  } finally {
    clearTimeout(timeout);
  }
}

async function read({ workspaceId, url, settings }: LinkToRead): Promise<ReadLink> {
  const page = await fetchPage({ url, refusalOf: (to) => refusalOf(to, settings) });
  if (page.kind !== "page") return { failure: "reason" in page ? page.reason : "The server sent nothing." };
  const [outcome] = await runDocumentJob("readPages", [page.file], { workspaceId, deadlineMs: DEADLINE_MS });
  if (!outcome?.ok) return { failure: outcome?.reason ?? "The page has no text." };
  const text = clip(outcome.chunks.map((chunk) => chunk.text).join("\n"), MAX_CHARACTERS);
  return text.trim() === ""
    ? { failure: "The page has no text." }
    : { title: outcome.title || url, text, url: page.file.url };
}
