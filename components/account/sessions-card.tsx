"use client";

import { useMutation } from "@tanstack/react-query";
import { signOut } from "next-auth/react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";

/** Ends every session of the signed-in user, such as one on a lost device. */
export function SessionsCard() {
  const trpc = useTRPC();
  const end = useMutation(trpc.accounts.signOutEverywhere.mutationOptions());

  async function leave() {
    await end.mutateAsync();
    await signOut({ callbackUrl: "/sign-in" });
  }

  return (
    <Card>
      <CardHeader>
        <CardTitle>Devices</CardTitle>
        <CardDescription>
          Signing out ends the session on this device alone. Sign out everywhere if you lost a device, or left one
          signed in.
        </CardDescription>
      </CardHeader>
      <CardContent>
        <ConfirmDialog
          trigger={<Button variant="outline">Sign out everywhere</Button>}
          title="Sign out everywhere?"
          description="Every device has to sign in again, this one too."
          confirmLabel="Sign out everywhere"
          onConfirm={leave}
        />
      </CardContent>
    </Card>
  );
}
