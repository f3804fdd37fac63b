import path from "node:path";
import { buildWidget } from "../../../widget/build/build-widget.ts";
import { writeResults } from "../write-results.ts";
import { measureBytes } from "./measure-bytes.ts";
import { measureTime } from "./measure-time.ts";

const ROOT = path.resolve(import.meta.dirname, "../../..");
/** In bytes, compressed by gzip. */
const LIMITS = { "first load": 5_000, everything: 20_000 };

/**
 * `npm run bench -- widget`: the bytes that a site's visitors load, by part, and the time that the widget takes of the
 * page's main thread. Returns whether the sizes are within the limits.
 */
export async function runWidget(): Promise<boolean> {
  const built = await buildWidget(ROOT);
  const bytes = measureBytes(built);
  console.log("\nBytes of the widget, by part (gzip of a part alone; parts compress better together)");
  console.table(bytes.parts);
  const totals = { "first load": bytes.loader, everything: bytes.loader + bytes.panel };
  const rows = Object.entries(totals).map(([what, gzip]) => {
    const limit = LIMITS[what as keyof typeof LIMITS];
    return { what, gzip, limit, "of the limit": `${Math.round((100 * gzip) / limit)} %`, ok: gzip <= limit };
  });
  console.table(rows);
  const time = await measureTime();
  console.log("Main-thread time of the widget on a page of another origin (medians; beyond the same page without it)");
  console.table(time);
  writeResults("widget", { bytes, limits: LIMITS, time });
  return rows.every(({ ok }) => ok);
}
