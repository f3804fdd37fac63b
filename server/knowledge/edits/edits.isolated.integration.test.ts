import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { knowledgeDocuments, knowledgeEntries, knowledgeOriginals, knowledgeSources } from "@/db/schema/knowledge";
import { startDurableFunctions } from "@/db/testing/durable-functions";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/factories";
import { putApiSource } from "@/server/knowledge/api-sources/put-api-source";
import { htmlPage, serveSite } from "@/server/knowledge/reading/testing/local-site";
import { chunksOf, ended, makeSource, readNow, sourceRow } from "@/server/knowledge/reading/testing/read-now";
import { deleteChunk } from "@/server/knowledge/sources/delete-chunk";
import { refreshSource } from "@/server/knowledge/sources/read-again";
import { updateChunk } from "@/server/knowledge/sources/update-chunk";
import { updateSource } from "@/server/knowledge/sources/update-source";
import { searchKnowledge } from "@/server/knowledge/search/search-knowledge";
import { siteSettings } from "@/server/schemas/knowledge/source-settings";

await startDurableFunctions(async () => new Response(null, { status: 404 }));

let workspace: TestWorkspace;
let workspaceId: string;
beforeEach(async () => {
  workspace = await makeWorkspace();
  ({ workspaceId } = workspace);
});

const RETURNS = "# Returns\n\nYou have 30 days.";
const EXCHANGE = "# Exchange\n\nAn exchange is free.";
const REFUNDS = "# Refunds\n\nRefunds take a week.";

async function readText(...sections: string[]): Promise<string> {
  const sourceId = await makeSource(workspaceId, { kind: "text", text: sections.join("\n\n") });
  await readNow(workspaceId, sourceId);
  return sourceId;
}

/** Saves another text of the source as a person does, and waits until it is read. */
async function saveText(sourceId: string, ...sections: string[]) {
  await updateSource(workspace.ctx, { sourceId, settings: { kind: "text", text: sections.join("\n\n") } });
  return ended(sourceId);
}

async function chunkWith(sourceId: string, words: string) {
  const chunk = (await chunksOf(sourceId)).find(({ text }) => text.includes(words));
  if (!chunk) throw new Error(`No part has the words “${words}”.`);
  return chunk;
}

async function edit(sourceId: string, words: string, text: string): Promise<void> {
  const { id: chunkId, text: before } = await chunkWith(sourceId, words);
  await updateChunk(workspace.ctx, { chunkId, before, text });
}

async function remove(sourceId: string, words: string): Promise<void> {
  await deleteChunk(workspace.ctx, { chunkId: (await chunkWith(sourceId, words)).id });
}

const partsOf = async (sourceId: string) =>
  (await chunksOf(sourceId)).map(({ text, isEdited }) => (isEdited ? `${text} (edited)` : text));

describe("A text that is read again with another section", () => {
  it("keeps what people edited and deleted, again and again, and search finds the edits", async () => {
    const sourceId = await readText(RETURNS, EXCHANGE);
    await edit(sourceId, "30 days", "You have 45 days.");
    await remove(sourceId, "exchange");
    const source = await saveText(sourceId, RETURNS, EXCHANGE, REFUNDS);
    expect(source).toMatchObject({ status: "ready", warnings: [] });
    expect(await partsOf(sourceId)).toEqual(["You have 45 days. (edited)", "Refunds take a week."]);
    await saveText(sourceId, REFUNDS, EXCHANGE, RETURNS);
    expect(await partsOf(sourceId)).toEqual(["Refunds take a week.", "You have 45 days. (edited)"]);
    expect(await db.$count(knowledgeEntries, eq(knowledgeEntries.sourceId, sourceId))).toBe(2);
    const [document] = await db.select().from(knowledgeDocuments).where(eq(knowledgeDocuments.sourceId, sourceId));
    expect(document?.chunkCount).toBe(2);
    const question = "Do I have 45 days?";
    const { hits } = await searchKnowledge({ workspaceId, question, sourceIds: null, limit: 5 });
    expect(hits[0]?.text).toBe("You have 45 days.");
  });

  it("keeps the edits below the new name of the source", async () => {
    const sourceId = await readText(RETURNS, EXCHANGE);
    await edit(sourceId, "30 days", "You have 45 days.");
    await updateSource(workspace.ctx, { sourceId, name: "Policies" });
    await saveText(sourceId, RETURNS, EXCHANGE, REFUNDS);
    expect(await chunkWith(sourceId, "45 days")).toMatchObject({ headings: ["Policies", "Returns"], isEdited: true });
  });

  it("keeps an edit that was edited again, and the deletion of an edited part", async () => {
    const sourceId = await readText(RETURNS, EXCHANGE);
    await edit(sourceId, "30 days", "You have 45 days.");
    await edit(sourceId, "45 days", "You have 60 days.");
    await edit(sourceId, "exchange", "No exchange.");
    await remove(sourceId, "No exchange");
    await saveText(sourceId, RETURNS, EXCHANGE, REFUNDS);
    expect(await partsOf(sourceId)).toEqual(["You have 60 days. (edited)", "Refunds take a week."]);
  });
});

describe("A part whose own text changed", () => {
  it("is read as it is now, and the source says whose edits ended until a person has it read again", async () => {
    const sourceId = await readText(RETURNS, EXCHANGE, REFUNDS);
    await edit(sourceId, "30 days", "You have 45 days.");
    await remove(sourceId, "exchange");
    await edit(sourceId, "week", "Refunds take a day.");
    const changed = [RETURNS.replace("30", "14"), EXCHANGE.replace("free", "cheap"), REFUNDS];
    const source = await saveText(sourceId, ...changed);
    expect(await partsOf(sourceId)).toEqual([
      "You have 14 days.",
      "An exchange is cheap.",
      "Refunds take a day. (edited)",
    ]);
    const note =
      "2 of your edits ended because the text at the source changed: " +
      "“A text › Returns” and “A text › Exchange” (deleted). Check the new text.";
    expect([source.status, source.warnings]).toEqual(["warnings", [note]]);
    // A scheduled reading comes before people have seen the note.
    expect(await readNow(workspaceId, sourceId)).toMatchObject({ status: "warnings", warnings: [note] });
    await refreshSource(workspace.ctx, sourceId);
    expect(await ended(sourceId)).toMatchObject({ status: "ready", warnings: [] });
    expect(await partsOf(sourceId)).toContain("Refunds take a day. (edited)");
  });

  it("ends an edit whose original was not kept, and says so", async () => {
    const sourceId = await readText(RETURNS, EXCHANGE);
    await edit(sourceId, "30 days", "You have 45 days.");
    await db.delete(knowledgeOriginals).where(eq(knowledgeOriginals.workspaceId, workspaceId));
    const { warnings } = await saveText(sourceId, RETURNS, EXCHANGE, REFUNDS);
    expect(warnings).toEqual([expect.stringContaining("One of your edits ended")]);
    expect(await partsOf(sourceId)).toContain("You have 30 days.");
  });
});

it("Edits stay in a text that an API source sends again", async () => {
  const put = async (text: string) => {
    await putApiSource(workspaceId, "policy", { name: "Policy", text, format: "markdown", url: null });
    const [row] = await db.select().from(knowledgeSources).where(eq(knowledgeSources.workspaceId, workspaceId));
    await ended(row?.id ?? "");
    return row?.id ?? "";
  };
  const sourceId = await put(`${RETURNS}\n\n${EXCHANGE}`);
  await edit(sourceId, "30 days", "You have 45 days.");
  await remove(sourceId, "exchange");
  await put(`${REFUNDS}\n\n${RETURNS}\n\n${EXCHANGE}`);
  expect(await partsOf(sourceId)).toEqual(["Refunds take a week.", "You have 45 days. (edited)"]);
});

it("Edits stay in the changed pages of a site, and a page that is gone says which edits it took with it", async () => {
  const site = await serveSite();
  const page = (text: string) => ({ body: htmlPage("Help", text, ["/faq"]) });
  const sections = "You have 30 days.</p><h2>Exchange</h2><p>An exchange is free.";
  site.pages.set("/", page(sections));
  site.pages.set("/faq", { body: htmlPage("Questions", "Our shop opens at nine.") });
  const sourceId = await makeSource(
    workspaceId,
    siteSettings.parse({ kind: "site", url: `${site.origin}/`, find: "crawl" }),
  );
  await readNow(workspaceId, sourceId);
  await edit(sourceId, "30 days", "You have 45 days.");
  await remove(sourceId, "exchange");
  await edit(sourceId, "nine", "Our shop opens at ten.");
  site.pages.set("/", page(`${sections}</p><h2>Refunds</h2><p>Refunds take a week.`));
  await readNow(workspaceId, sourceId);
  const texts = await partsOf(sourceId);
  expect(texts.toSorted()).toEqual([
    "Our shop opens at ten. (edited)",
    "Refunds take a week.",
    "You have 45 days. (edited)",
  ]);
  site.pages.delete("/faq");
  for (let n = 0; n < 3; n += 1) await readNow(workspaceId, sourceId);
  expect((await sourceRow(sourceId)).warnings[0]).toContain(
    "ended because the text at the source changed: “Questions”",
  );
});

it("Edits during a reading are either kept or refused", { timeout: 60_000 }, async () => {
  for (let n = 0; n < 5; n += 1) {
    const sourceId = await readText(RETURNS, EXCHANGE);
    const editing = edit(sourceId, "30 days", "You have 45 days.").then(
      () => "You have 45 days. (edited)",
      () => "You have 30 days.",
    );
    await saveText(sourceId, RETURNS, EXCHANGE, REFUNDS);
    expect(await partsOf(sourceId)).toContain(await editing);
  }
});
