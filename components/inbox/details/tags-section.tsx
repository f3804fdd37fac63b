"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus, X } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { messageOf } from "@/components/ui/apply-server-error";
import { Badge } from "@/components/ui/badge";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { useChangeOptions } from "../use-change-options";
import type { DetailsProps } from "./details-props";
import { DetailsSection } from "./details-section";

const LONGEST_TAG = 50;

/** The tags that the team gives a conversation. */
export function TagsSection({ conversation: { id: conversationId, tags }, canOperate }: DetailsProps) {
  const trpc = useTRPC();
  const options = useChangeOptions(conversationId);
  const remove = useMutation(trpc.inbox.removeTag.mutationOptions(options));
  return (
    <DetailsSection title="Tags">
      {tags.length > 0 ? (
        <ul aria-label="Tags" className="flex flex-wrap gap-1.5">
          {tags.map((tag) => (
            <li key={tag} className="max-w-full">
              <Badge className="max-w-full gap-1">
                <span dir="auto" className="truncate">
                  {tag}
                </span>
                {canOperate && (
                  <button
                    type="button"
                    aria-label={`Remove the tag ${tag}`}
                    onClick={() => remove.mutate({ conversationId, tag })}
                    className="-mr-1 flex size-5 items-center justify-center rounded-sm focus-ring hover:bg-accent"
                  >
                    <X aria-hidden />
                  </button>
                )}
              </Badge>
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-muted-foreground">No tags yet. Tags help you find similar conversations.</p>
      )}
      {canOperate && <AddTag conversationId={conversationId} tags={tags} />}
    </DetailsSection>
  );
}

function AddTag({ conversationId, tags }: { conversationId: string; tags: readonly string[] }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const suggestions = useId();
  const [tag, setTag] = useState("");
  const facets = useQuery(trpc.inbox.facets.queryOptions());
  const { onSuccess } = useChangeOptions(conversationId);
  const add = useMutation(
    trpc.inbox.addTag.mutationOptions({
      onSuccess: () => {
        setTag("");
        void queryClient.invalidateQueries(trpc.inbox.facets.queryFilter());
        return onSuccess();
      },
    }),
  );
  function submit(event: FormEvent) {
    event.preventDefault();
    if (tag.trim() !== "") add.mutate({ conversationId, tag: tag.trim() });
  }
  return (
    <form onSubmit={submit} className="grid gap-1">
      <div className="flex gap-2">
        <Input
          aria-label="New tag"
          aria-invalid={add.isError || undefined}
          placeholder="Add a tag"
          list={suggestions}
          maxLength={LONGEST_TAG}
          value={tag}
          onChange={(event) => setTag(event.target.value)}
          className="h-8"
        />
        <IconButton type="submit" label="Add tag" size="sm" variant="outline" pending={add.isPending}>
          <Plus />
        </IconButton>
      </div>
      <datalist id={suggestions}>
        {facets.data?.tags
          .filter((known) => !tags.includes(known))
          .map((known) => (
            <option key={known}>{known}</option>
          ))}
      </datalist>
      {add.error && (
        <p role="alert" className="text-12 text-destructive-soft-foreground">
          {messageOf(add.error)}
        </p>
      )}
    </form>
  );
}
