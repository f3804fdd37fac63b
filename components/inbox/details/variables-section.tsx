"use client";

import { useMutation } from "@tanstack/react-query";
import { Pencil, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { IconButton } from "@/components/ui/icon-button";
import { useChangeOptions } from "../use-change-options";
import type { DetailsProps } from "./details-props";
import { DetailsSection } from "./details-section";
import { VariableForm } from "./variable-form";
import { variableText } from "./variable-text";

/** What the bot and its actions have stored about the customer. */
export function VariablesSection({ conversation, canOperate }: DetailsProps) {
  const { id: conversationId } = conversation;
  const variables = Object.entries(conversation.variables).toSorted(([a], [b]) => a.localeCompare(b));
  /** The name of the variable being edited; "" for a new one. */
  const [edited, setEdited] = useState<string | null>(null);
  const close = () => setEdited(null);
  return (
    <DetailsSection title="Variables">
      {variables.length === 0 && (
        <p className="text-muted-foreground">
          No variables yet. Actions save what they find out here, and the bot’s instruction can refer to it.
        </p>
      )}
      {variables.length > 0 && (
        <table className="w-full table-fixed text-13 leading-5">
          <caption className="sr-only">Variables of this conversation</caption>
          <thead className="sr-only">
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Value</th>
              {canOperate && <th scope="col">Change</th>}
            </tr>
          </thead>
          <tbody className="divide-y">
            {variables.map(([name, value]) => (
              <VariableRow
                key={name}
                name={name}
                value={value}
                conversationId={conversationId}
                canOperate={canOperate}
                isEdited={edited === name}
                onEdit={() => setEdited(name)}
                onClose={close}
              />
            ))}
          </tbody>
        </table>
      )}
      {canOperate && edited === "" && (
        <VariableForm conversationId={conversationId} name={null} value={undefined} onClose={close} />
      )}
      {canOperate && edited !== "" && (
        <IconButton label="Add a variable" size="sm" variant="outline" onClick={() => setEdited("")}>
          <Plus />
        </IconButton>
      )}
    </DetailsSection>
  );
}

interface VariableRowProps {
  name: string;
  value: unknown;
  conversationId: string;
  canOperate: boolean;
  isEdited: boolean;
  onEdit: () => void;
  onClose: () => void;
}

function VariableRow({ name, value, conversationId, canOperate, isEdited, onEdit, onClose }: VariableRowProps) {
  const trpc = useTRPC();
  const options = useChangeOptions(conversationId);
  const remove = useMutation(trpc.inbox.setVariables.mutationOptions(options));
  if (isEdited) {
    return (
      <tr>
        <td colSpan={3} className="py-2">
          <VariableForm conversationId={conversationId} name={name} value={value} onClose={onClose} />
        </td>
      </tr>
    );
  }
  return (
    <tr>
      <th
        scope="row"
        className="w-2/5 py-1 pr-2 text-left align-top font-mono text-12 leading-5 font-normal wrap-anywhere"
      >
        {name}
      </th>
      <td className="py-1 align-top wrap-anywhere">
        <span className="line-clamp-4">{variableText(value)}</span>
      </td>
      {canOperate && (
        <td className="w-17 py-0 text-right align-top whitespace-nowrap">
          <IconButton label={`Edit ${name}`} size="sm" onClick={onEdit}>
            <Pencil />
          </IconButton>
          <IconButton
            label={`Remove ${name}`}
            size="sm"
            pending={remove.isPending}
            onClick={() => remove.mutate({ conversationId, remove: [name] })}
          >
            <Trash2 />
          </IconButton>
        </td>
      )}
    </tr>
  );
}
