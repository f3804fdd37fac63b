"use client";

import { Plus } from "lucide-react";
import { fieldId } from "@/components/actions/fields/form-field";
import { Button } from "@/components/ui/button";
import type { Attribute } from "@/server/schemas/scenario/attribute";
import { newPartId } from "../../new-part-id";
import { OrderedList } from "../fields/ordered-list";
import { usePanel } from "../panel-context";
import { AttributeFields } from "./attribute-fields";

const MAX_ATTRIBUTES = 20;

function newAttribute(): Attribute {
  return {
    id: newPartId("atr"),
    name: "",
    kind: "text",
    question: "",
    choices: [],
    min: null,
    max: null,
    invalidText: "",
    tries: 3,
    afterTries: { type: "skip" },
    asksAgain: false,
  };
}

/** What the customer is asked for, in order. */
export function AttributesSection() {
  const { draft, change, readOnly } = usePanel();
  const { attributes } = draft;

  function add() {
    change({ attributes: [...attributes, newAttribute()] });
    requestAnimationFrame(() => document.getElementById(fieldId(`attributes.${attributes.length}.name`))?.focus());
  }

  return (
    <div className="grid min-w-0 gap-2">
      <p className="text-13 leading-5 text-muted-foreground">
        After the responses the customer is asked for these values, one after the other. Each is kept as a variable of
        the conversation.
      </p>
      <OrderedList
        label="Values to ask for"
        path="attributes"
        items={attributes}
        readOnly={readOnly}
        max={MAX_ATTRIBUTES}
        nameOf={({ name }, index) => `value ${index + 1}${name === "" ? "" : ` (${name})`}`}
        renderTitle={({ name }, index) =>
          name === "" ? `Value ${index + 1}` : <code className="font-mono">{name}</code>
        }
        onChange={(next) => change({ attributes: next })}
        adding={
          <Button variant="outline" size="sm" className="w-fit" onClick={add}>
            <Plus /> Ask for a value
          </Button>
        }
      >
        {(attribute, index, changeOne) => (
          <AttributeFields attribute={attribute} path={`attributes.${index}`} onChange={changeOne} />
        )}
      </OrderedList>
    </div>
  );
}
