import { expect, it, vi } from "vitest";
import { botKnowledge } from "@/server/schemas/knowledge/bot-knowledge";
import { readLink } from "./read-link";

vi.mock("../reading/pages/fetch-page", () => ({
  fetchPage: () => Promise.resolve({ kind: "page", file: {}, etag: null, lastModified: null }),
}));
vi.mock("../reading/jobs/run-document-job", () => ({
  runDocumentJob: () => Promise.reject(new Error("The reading worker ended without an answer.")),
}));

it("A page that ends its reader does not fail the customer's turn", async () => {
  const page = { workspaceId: "wsp_1", url: "https://x.example/", settings: botKnowledge.parse({}) };
  expect(await readLink(page)).toEqual({ failure: "The page cannot be read." });
});
