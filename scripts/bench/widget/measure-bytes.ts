import { gzipSync } from "node:zlib";
import type { BuiltFile, BuiltWidget } from "../../../widget/build/build-widget.ts";

interface Part {
  file: string;
  part: string;
  bytes: number;
  gzip: number;
}

/** The sizes of the widget's files compressed, and of the folders in them. */
export function measureBytes({ loader, panel }: BuiltWidget): { loader: number; panel: number; parts: Part[] } {
  return {
    loader: gzip(loader.text),
    panel: gzip(panel.text),
    parts: [...partsOf("loader", loader), ...partsOf("panel", panel)],
  };
}

/** Sums the minified sources by folder; their share of the compressed file is their share of the bytes. */
function partsOf(file: string, built: BuiltFile): Part[] {
  const total = gzip(built.text);
  const bytes = new Map<string, number>();
  for (const [source, size] of Object.entries(built.inputs)) {
    const part = partOf(source);
    bytes.set(part, (bytes.get(part) ?? 0) + size);
  }
  const sum = [...bytes.values()].reduce((all, size) => all + size, 0);
  return [...bytes]
    .toSorted(([, a], [, b]) => b - a)
    .map(([part, size]) => ({ file, part, bytes: size, gzip: Math.round((total * size) / sum) }));
}

/** `widget/view/markdown` of a path below it; the package of a path in node_modules. */
function partOf(source: string): string {
  const [, name] = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source) ?? [];
  return name ?? source.split("/").slice(0, -1).join("/");
}

function gzip(text: string): number {
  return gzipSync(text, { level: 9 }).length;
}
