"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowLeftRight, Plus } from "lucide-react";
import { useState } from "react";
import { PageBody } from "@/components/shell/page-body";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { KnowledgeTabs } from "../knowledge-tabs";
import type { SynonymGroup } from "../knowledge-types";
import { SynonymDialog } from "./synonym-dialog";
import { SynonymLine } from "./synonym-line";

interface SynonymsScreenProps {
  initial: SynonymGroup[];
  canEdit: boolean;
  isLimited: boolean;
}

/** The groups of words that mean the same. */
export function SynonymsScreen({ initial, canEdit, isLimited }: SynonymsScreenProps) {
  const trpc = useTRPC();
  const { data: groups } = useQuery(trpc.knowledge.synonyms.queryOptions(undefined, { initialData: initial }));
  return (
    <PageBody>
      <PageHeader
        title="Knowledge"
        description="Words that mean the same in your company: a question with one finds texts with the others."
        actions={canEdit && groups.length > 0 && <AddButton />}
      />
      <KnowledgeTabs current="/knowledge/synonyms" isLimited={isLimited} />
      {groups.length > 0 ? (
        <ul aria-label="Synonyms" className="divide-y rounded-xl border bg-card shadow-raised">
          {groups.map((group) => (
            <SynonymLine key={group.id} group={group} canEdit={canEdit} />
          ))}
        </ul>
      ) : (
        <EmptyState icon={<ArrowLeftRight />} title="No synonyms yet" action={canEdit && <AddButton />}>
          {canEdit
            ? "Add words that customers use for what your texts call otherwise, such as “trainers” and “sneakers”. Forms of a word and small typing mistakes are understood without it."
            : "A member who can edit bots can add the first ones."}
        </EmptyState>
      )}
    </PageBody>
  );
}

function AddButton() {
  const [isOpen, setOpen] = useState(false);
  return (
    <SynonymDialog
      group={null}
      open={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button>
          <Plus /> New synonyms
        </Button>
      }
    />
  );
}
