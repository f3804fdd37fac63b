import { z } from "zod";
import { requireRole } from "@/server/accounts/require-role";
import type { ServiceContext } from "@/server/service-context";
import { fetchSource } from "./fetch-source";
import { findTable } from "../find-table";
import { linkAddress } from "./link-table";
import type { ReadUpload } from "../reading/read-upload";
import { runReadingJob } from "../reading/run-reading-job";
import { sourceAddress } from "./source-address";
import type { TableColumn } from "@/server/schemas/table-column";

export const previewLinkInput = z.object({
  /** The table to link; absent for a new table. */
  tableId: z.string().optional(),
  url: linkAddress,
});

/** The content of an address, before a table is linked to it. */
export interface LinkPreview extends Pick<ReadUpload, "preview" | "totalRows" | "place" | "unknownResults"> {
  columns: TableColumn[];
}

/** Reads an address and returns its first rows. Nothing is stored. */
export async function previewLink(
  ctx: ServiceContext,
  { tableId, url }: z.infer<typeof previewLinkInput>,
): Promise<LinkPreview> {
  requireRole(ctx, "editor");
  const known = tableId === undefined ? [] : (await findTable(ctx.workspaceId, tableId)).columns;
  const bytes = await fetchSource(sourceAddress(url));
  const {
    columns,
    packed: _,
    ...shown
  } = await runReadingJob("readUpload", { bytes, choice: {}, known }, { workspaceId: ctx.workspaceId });
  return { columns: columns.map(({ key, name, type }) => ({ key, name, type })), ...shown };
}
