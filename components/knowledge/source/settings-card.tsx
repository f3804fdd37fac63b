"use client";

import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import { fileSize } from "@/server/files/file-size";
import { SourceFields } from "../forms/source-fields";
import { type WrittenKind, writtenKinds } from "../forms/source-form-schema";
import { useSourceForm } from "../forms/use-source-form";
import type { Source } from "../knowledge-types";
import { NameCard } from "./name-card";

interface SettingsCardProps {
  source: Source;
  canEdit: boolean;
  onSaved: () => void;
}

/** The settings of a source by its kind. */
export function SettingsCard({ source, canEdit, onSaved }: SettingsCardProps) {
  const { settings } = source;
  const kind = writtenKinds.find((written) => written === source.kind);
  if (kind) return <WrittenCard kind={kind} source={source} canEdit={canEdit} onSaved={onSaved} />;
  const about =
    settings.kind === "file"
      ? `${settings.fileName}, ${fileSize(settings.sizeBytes)}. To replace it, add the new file and delete this one.`
      : "Your system sends its text by the API, so the text is changed there.";
  return <NameCard source={source} about={about} canEdit={canEdit} onSaved={onSaved} />;
}

function WrittenCard({ kind, source, canEdit, onSaved }: SettingsCardProps & { kind: WrittenKind }) {
  const { form, submit, isBusy } = useSourceForm(kind, source, onSaved);
  const { isDirty } = form.formState;
  return (
    <form onSubmit={submit} noValidate>
      <Card>
        <CardHeader>
          <CardTitle>Settings</CardTitle>
          <CardDescription>After a change, the source is read again.</CardDescription>
        </CardHeader>
        <CardContent>
          <fieldset disabled={!canEdit} className="@container grid min-w-0 gap-5">
            <legend className="sr-only">Settings</legend>
            <SourceFields kind={kind} form={form} />
          </fieldset>
        </CardContent>
        {canEdit && (
          <CardFooter>
            {isDirty && (
              <Button variant="ghost" onClick={() => form.reset()}>
                Discard
              </Button>
            )}
            <Button type="submit" pending={isBusy}>
              Save
            </Button>
          </CardFooter>
        )}
      </Card>
    </form>
  );
}
