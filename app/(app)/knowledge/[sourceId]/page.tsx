import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { noAccessTitle, requireSession } from "@/app/current-session";
import { foundOrNull } from "@/app/found-or-null";
import { SourceScreen } from "@/components/knowledge/source/source-screen";
import { getChunkInput } from "@/server/knowledge/sources/get-chunk";
import { hasRole } from "@/server/roles";
import { getServerCaller } from "@/server/trpc/caller";

interface Props {
  params: Promise<{ sourceId: string }>;
  searchParams: Promise<{ part?: string | string[] }>;
}

const readSource = cache(
  async (sourceId: string) => (await foundOrNull((await getServerCaller()).knowledge.get({ sourceId }))) ?? notFound(),
);

export async function generateMetadata({ params }: Pick<Props, "params">): Promise<Metadata> {
  const noAccess = await noAccessTitle();
  if (noAccess) return noAccess;
  await requireSession();
  return { title: (await readSource((await params).sourceId)).name };
}

export default async function SourcePage({ params, searchParams }: Props) {
  const { role } = await requireSession();
  const source = await readSource((await params).sourceId);
  const { knowledge } = await getServerCaller();
  const [uses, part] = await Promise.all([knowledge.uses(), readPart(source.id, (await searchParams).part)]);
  return (
    <SourceScreen
      key={source.id}
      initial={source}
      use={uses[source.id]}
      part={part}
      canEdit={hasRole(role, "editor")}
    />
  );
}

/** The part that the address names, which may be gone. */
async function readPart(sourceId: string, part: string | string[] | undefined) {
  const { data: named } = getChunkInput.safeParse({ chunkId: part });
  if (!named) return null;
  const found = await foundOrNull((await getServerCaller()).knowledge.chunk(named));
  return { ...named, initial: found?.sourceId === sourceId ? found : null };
}
