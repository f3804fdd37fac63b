"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { Controller, useForm } from "react-hook-form";
import { toast } from "sonner";
import { TimeZoneSelect } from "@/components/ui/time-zone-select";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { applyServerError } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { FormErrors } from "@/components/ui/form-errors";
import { Input } from "@/components/ui/input";
import { useUnsavedChanges } from "@/components/ui/unsaved-changes";
import { type ProfileInput, profileInput } from "@/server/accounts/profile/profile-input";
import { LanguageSelect } from "./language-select";
import { PhotoField } from "./photo-field";

const labels = { name: "Name", language: "Language", timeZone: "Time zone" };

interface ProfileCardProps {
  profile: ProfileInput;
  photoId: string | null;
}

/** What others see of the signed-in user, and how times and translations are shown. */
export function ProfileCard({ profile, photoId }: ProfileCardProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const update = useMutation(trpc.accounts.updateProfile.mutationOptions());
  const form = useForm({ resolver: zodResolver(profileInput), defaultValues: profile });
  const { errors, isSubmitting, isDirty } = form.formState;
  useUnsavedChanges(isDirty);

  const submit = form.handleSubmit(async (values) => {
    try {
      await update.mutateAsync(values);
    } catch (error) {
      return applyServerError(form, error, ["name", "language", "timeZone"]);
    }
    form.reset(values);
    router.refresh();
    return void toast.success("Your profile is saved.");
  });

  return (
    <Card>
      <CardHeader>
        <CardTitle>Profile</CardTitle>
        <CardDescription>In all your workspaces.</CardDescription>
      </CardHeader>
      <form onSubmit={submit} method="post" noValidate>
        <CardContent className="grid max-w-lg grid-cols-[minmax(0,1fr)] gap-5">
          <FormErrors errors={errors} labels={labels} />
          <PhotoField name={profile.name} photoId={photoId} />
          <Field label={labels.name} error={errors.name?.message}>
            <Input autoComplete="name" {...form.register("name")} />
          </Field>
          <Controller
            control={form.control}
            name="language"
            render={({ field }) => (
              <Field
                label={labels.language}
                hint="Customers’ messages are translated into it."
                error={errors.language?.message}
              >
                <LanguageSelect value={field.value} onChange={field.onChange} />
              </Field>
            )}
          />
          <Controller
            control={form.control}
            name="timeZone"
            render={({ field }) => (
              <Field label={labels.timeZone} hint="Times are shown in it." error={errors.timeZone?.message}>
                <TimeZoneSelect
                  value={field.value ?? ""}
                  none="The browser’s time zone"
                  disabled={false}
                  onChange={(zone) => field.onChange(zone || null)}
                />
              </Field>
            )}
          />
        </CardContent>
        <CardFooter>
          <Button type="submit" pending={isSubmitting}>
            Save the profile
          </Button>
        </CardFooter>
      </form>
    </Card>
  );
}
