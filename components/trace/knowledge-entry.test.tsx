import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { KnowledgeEntry } from "./knowledge-entry";

it("Each hit of a search is a link to its place in its source", () => {
  const hit = {
    chunkId: "chk_1",
    sourceId: "src_1",
    title: "Handbook",
    heading: "Returns",
    text: "30 days.",
    score: 0.8,
  };
  const entry = { kind: "knowledge" as const, question: "Returns?", outcome: "passages" as const, durationMs: 4 };
  const html = renderToStaticMarkup(
    <KnowledgeEntry entry={{ ...entry, hits: [{ ...hit, legs: [] }] }} longestMs={4} />,
  );
  expect(html).toMatch(/<a[^>]* href="\/knowledge\/src_1\?part=chk_1"[^>]*>Handbook › Returns<\/a>/);
});
