export { clientFor, type CallContext, type ClientOf } from './client/client.ts';
export { fetchFromServer, onServerAnswer } from './client/fetch.ts';
export { isProblem, ServerProblem, type FieldProblem } from './client/problem.ts';
export { CodeField } from './codes/CodeField.tsx';
export { CodePicker, type CodePickerProps } from './codes/CodePicker.tsx';
export { isCode, sameCode, textOf } from './codes/code-value.ts';
export type { CodeKind, CodeValue, PickedCode } from './codes/find-codes.ts';
export { CommandBar } from './command/CommandBar.tsx';
export { setCommandBarOpen } from './command/command-store.ts';
export { useScanner } from './command/useScanner.ts';
export { ageAt, ageText } from './dates/age.ts';
export { clinicalDate, clinicalDay, clinicalInstant, clinicalMonth, clinicalTime } from './dates/clinical-date.ts';
export { setHospitalZone } from './dates/hospital-zone.ts';
export { parseDate } from './dates/parse-date.ts';
export { DemoFrame, type HospitalMode } from './demo/DemoFrame.tsx';
export { sameValues, withoutBlanks } from './form/blanks.ts';
export { DateField } from './form/DateField.tsx';
export { dropDraftsOf } from './form/draft-store.ts';
export {
  CheckField,
  ChoiceField,
  MultiChoiceField,
  NoteField,
  NumberField,
  PasswordField,
  TextField,
} from './form/fields.tsx';
export { useFieldValue, useFormAround } from './form/form-context.ts';
export { FieldGrid, FormFrame } from './form/FormFrame.tsx';
export { FormSection } from './form/FormSection.tsx';
export { MoreFields } from './form/MoreFields.tsx';
export { PickField, type Choice } from './form/PickField.tsx';
export { Rows } from './form/Rows.tsx';
export { useApiForm, type ApiForm, type Saved } from './form/useApiForm.ts';
export { letSchemasSpeak } from './form/zod-words.ts';
export type { Column } from './list/column.ts';
export { DataList } from './list/DataList.tsx';
export { SearchBar } from './list/SearchBar.tsx';
export { useChartNews } from './live/useChartNews.ts';
export { useLive } from './live/useLive.ts';
export { Card } from './page/Card.tsx';
export { Page } from './page/Page.tsx';
export { ScrollTable } from './page/ScrollTable.tsx';
export { PageTabs } from './page/PageTabs.tsx';
export { PaperNumbers } from './paper/PaperNumbers.tsx';
export { AllergiesStrip } from './patient/AllergiesStrip.tsx';
export type { BannerAllergies, BannerAllergy, BannerDetail, BannerPatient } from './patient/banner-types.ts';
export { groupNumber } from './patient/group-number.ts';
export { BannerAlert, PatientBanner } from './patient/PatientBanner.tsx';
export { useSexWord } from './patient/useSexWord.ts';
export { componentOf } from './screens/component-of.ts';
export type * from './screens/registration.ts';
export { SlotsContext, useSlot } from './screens/slots.ts';
export { authClient } from './session/auth-client.ts';
export {
  SessionContext,
  sessionQuery,
  useAccount,
  usePermissions,
  useSession,
  type Session,
  type SignedInAccount,
} from './session/session.ts';
export { Answer } from './states/Answer.tsx';
export { EmptyState } from './states/EmptyState.tsx';
export { ErrorState, OfflineState } from './states/ErrorState.tsx';
export { LoadingState } from './states/LoadingState.tsx';
export { Mark } from './states/Mark.tsx';
export { cssVariables, theme } from './theme/theme.ts';
export { GroupedList, type ListGroup } from './timeline/GroupedList.tsx';
export { clearToasts, failureToast, toast } from './toast/toast.tsx';
export { useServerWords } from './words/useServerWords.ts';
export { Recorded, Value } from './words/Value.tsx';
export { translate, useWords, words, type Translate } from './words/words.ts';
