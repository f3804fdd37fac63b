"use client";

import { Plus } from "lucide-react";
import { useRef } from "react";
import { fieldId } from "@/components/actions/fields/form-field";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { MAX_RESPONSES, type ResponseKind, type ScenarioResponse } from "@/server/schemas/scenario/response";
import { newPartId } from "../../new-part-id";
import { OrderedList } from "../fields/ordered-list";
import { usePanel } from "../panel-context";
import { ResponseFields } from "./response-fields";
import { responseKinds } from "./response-kinds";

/** What the bot answers, in order. */
export function ResponsesSection() {
  const { draft, change, readOnly } = usePanel();
  const { responses } = draft;
  return (
    <OrderedList<ScenarioResponse>
      label="Responses"
      path="responses"
      items={responses}
      readOnly={readOnly}
      max={MAX_RESPONSES}
      nameOf={({ kind }, index) => `response ${index + 1} (${responseKinds[kind].label})`}
      renderTitle={({ kind }) => <KindTitle kind={kind} />}
      copyOf={(response) => ({ ...response, id: newPartId("rsp") })}
      onChange={(next) => change({ responses: next })}
      adding={<AddResponse />}
    >
      {(response, index, changeOne) => (
        <ResponseFields response={response} path={`responses.${index}`} onChange={(next) => changeOne(next)} />
      )}
    </OrderedList>
  );
}

function KindTitle({ kind }: { kind: ResponseKind }) {
  const { icon: Icon, label } = responseKinds[kind];
  return (
    <>
      <Icon aria-hidden className="size-4 shrink-0" />
      <span className="truncate">{label}</span>
    </>
  );
}

function AddResponse() {
  const { draft, change } = usePanel();
  /** Set after a choice: the new response takes the focus. */
  const added = useRef<number | null>(null);
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="outline" size="sm" className="w-fit">
          <Plus /> Add response
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent
        align="start"
        onCloseAutoFocus={(event) => {
          if (added.current === null) return;
          event.preventDefault();
          focusResponse(added.current);
          added.current = null;
        }}
      >
        {Object.entries(responseKinds).map(([kind, { label, icon: Icon, make }]) => (
          <DropdownMenuItem
            key={kind}
            onSelect={() => {
              added.current = draft.responses.length;
              change({ responses: [...draft.responses, make()] });
            }}
          >
            <Icon aria-hidden /> {label}
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

/** Focuses the first field of a new response. */
function focusResponse(index: number): void {
  const item = document.getElementById(fieldId("responses"))?.children[index];
  item?.querySelector<HTMLElement>("textarea, input, [role=combobox], [aria-haspopup=dialog]")?.focus();
}
