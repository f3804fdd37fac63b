"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { Segmented } from "@/components/actions/fields/segmented";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

interface TagFilterProps {
  /** Null for all conversations. */
  value: string[] | null;
  /** Tags in use, to choose from. */
  known: readonly string[];
  error: string | undefined;
  onChange: (value: string[] | null) => void;
}

const choices = [
  { value: "all", label: "All conversations" },
  { value: "some", label: "With one of these tags" },
] as const;

const MOST_OFFERED = 12;

/** A filter by tags of the conversation, which are typed with commas between them. */
export function TagFilter({ value, known, error, onChange }: TagFilterProps) {
  const [text, setText] = useState((value ?? []).join(", "));
  const offered = known.filter((tag) => !value?.includes(tag)).slice(0, MOST_OFFERED);
  function type(typed: string) {
    setText(typed);
    onChange(tagsOf(typed));
  }
  return (
    <div className="grid min-w-0 gap-3">
      <Field label="Tags" error={value === null ? error : undefined}>
        <Segmented
          label="Tags"
          value={value === null ? "all" : "some"}
          options={choices}
          onChange={(choice) => onChange(choice === "all" ? null : tagsOf(text))}
        />
      </Field>
      {value !== null && (
        <Field
          label={<span className="sr-only">Tags, with commas between them</span>}
          hint="Separate tags with commas."
          error={error}
        >
          <Input
            autoComplete="off"
            placeholder="vip, complaint"
            value={text}
            onChange={(event) => type(event.target.value)}
          />
        </Field>
      )}
      {value !== null && offered.length > 0 && (
        <ul aria-label="Tags in use" className="flex flex-wrap gap-1.5">
          {offered.map((tag) => (
            <li key={tag}>
              <Button variant="outline" size="sm" onClick={() => type([...value, tag].join(", "))}>
                <Plus aria-hidden /> {tag}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function tagsOf(text: string): string[] {
  const tags = text.split(",").map((tag) => tag.trim());
  return [...new Set(tags.filter((tag) => tag !== ""))];
}
