"use client";

import { Pencil } from "lucide-react";
import { useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { LocalTime } from "@/components/ui/local-time";
import { DeleteSecretButton } from "./delete-secret-button";
import { SecretDialog } from "./secret-dialog";
import type { Secret } from "./secret-types";
import { SecretUses } from "./secret-uses";

/** A secret in the settings. */
export function SecretRow({ secret, canChange }: { secret: Secret; canChange: boolean }) {
  const { name, note, updatedAt, updatedByName, uses } = secret;
  const [isEditing, setEditing] = useState(false);
  return (
    <li className="flex items-start gap-3 px-4 py-3 sm:px-5">
      <div className="grid min-w-0 flex-1 gap-1">
        <p className="font-mono text-14 font-medium wrap-anywhere">{name}</p>
        {note !== "" && (
          <p dir="auto" className="text-13 wrap-anywhere text-muted-foreground">
            {note}
          </p>
        )}
        <p className="text-13 text-muted-foreground">
          Changed <LocalTime at={updatedAt} />
          {updatedByName !== null && ` by ${updatedByName}`}
        </p>
        {uses.length === 0 ? (
          <p className="text-13 text-muted-foreground">Not used by any action</p>
        ) : (
          <SecretUses label={`Actions that use ${name}`} uses={uses} />
        )}
      </div>
      {canChange && (
        <span className="-my-0.5 flex shrink-0">
          <SecretDialog
            secret={secret}
            open={isEditing}
            onOpenChange={setEditing}
            trigger={
              <IconButton label={`Change ${name}`} tooltip={false} size="sm">
                <Pencil />
              </IconButton>
            }
          />
          <DeleteSecretButton secret={secret} />
        </span>
      )}
    </li>
  );
}
