"use client";

import { useEffect, useId, useRef } from "react";
import { FormField } from "@/components/actions/fields/form-field";
import { Input } from "@/components/ui/input";
import { takesNameFocus } from "../focus-later";
import { foldersOf } from "../list/list-groups";
import { useScenario } from "../use-scenario";
import { usePanel } from "./panel-context";

/** The name of the interaction and its folder. */
export function NameSection() {
  const { interactions } = useScenario();
  const { draft, change, readOnly } = usePanel();
  const list = useId();
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!takesNameFocus(draft.id)) return;
    box.current?.focus();
    box.current?.select();
  }, [draft.id]);
  return (
    <div className="grid min-w-0 gap-4 @sm:grid-cols-2">
      <FormField path="name" label="Name" required isEager>
        <Input
          ref={box}
          value={draft.name}
          readOnly={readOnly}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => change({ name: event.target.value })}
        />
      </FormField>
      {draft.role === "regular" && (
        <FormField path="folder" label="Folder" aside="Optional">
          <Input
            value={draft.folder}
            readOnly={readOnly}
            maxLength={100}
            list={list}
            placeholder="None"
            autoComplete="off"
            onChange={(event) => change({ folder: event.target.value })}
          />
        </FormField>
      )}
      <datalist id={list}>
        {foldersOf(interactions).map((folder) => (
          <option key={folder}>{folder}</option>
        ))}
      </datalist>
    </div>
  );
}
