/** The page of a source, which shows a part of its text first. */
export function partAddress(sourceId: string, chunkId: string | null): string {
  const page = `/knowledge/${encodeURIComponent(sourceId)}`;
  return chunkId === null ? page : `${page}?${new URLSearchParams({ part: chunkId })}`;
}
