/** Why a text could not be translated. */
export function TranslationFailure({ reason }: { reason: string }) {
  return (
    <p role="alert" className="text-12 leading-5 text-destructive-soft-foreground">
      {reason}
    </p>
  );
}
