import { Suspense } from 'react'
import { Admin, CustomRoutes, localStorageStore, Resource } from 'react-admin'
import { Route } from 'react-router-dom'
import { authProvider } from './auth/auth-provider.ts'
import { LoginPage } from './auth/login-page.tsx'
import { createDataProvider } from './data/data-provider.ts'
import { Home } from './shell/home.tsx'
import { ManagerLayout } from './shell/layout.tsx'
import { lazyPage } from './shell/lazy-page.ts'
import { darkTheme, lightTheme } from './theme/themes.ts'
import { i18nProvider } from './words/i18n-provider.ts'

// the rest comes by route, so that the first screen is soon there
const AnalyticsPage = lazyPage(() => import('./analytics/analytics-page.tsx'), 'AnalyticsPage')
const AccountPage = lazyPage(() => import('./auth/account-page.tsx'), 'AccountPage')
const CasePage = lazyPage(() => import('./case/case-page.tsx'), 'CasePage')
const ExportPage = lazyPage(() => import('./exports/export-page.tsx'), 'ExportPage')
const ApiKeyList = lazyPage(() => import('./integration/api-key-list.tsx'), 'ApiKeyList')
const DeliveryList = lazyPage(() => import('./integration/delivery-list.tsx'), 'DeliveryList')
const EndpointList = lazyPage(() => import('./integration/endpoint-list.tsx'), 'EndpointList')
const AuditLog = lazyPage(() => import('./organisation/audit-log.tsx'), 'AuditLog')
const CalibrationPage = lazyPage(
  () => import('./calibration/calibration-page.tsx'),
  'CalibrationPage',
)
const DeskCase = lazyPage(() => import('./partner-desk/desk-case.tsx'), 'DeskCase')
const DeskPage = lazyPage(() => import('./partner-desk/desk-page.tsx'), 'DeskPage')
const MaskingPage = lazyPage(() => import('./masking/masking-page.tsx'), 'MaskingPage')
const MaskingQueue = lazyPage(() => import('./masking/masking-queue.tsx'), 'MaskingQueue')
const PartnersPage = lazyPage(() => import('./partners/partners-page.tsx'), 'PartnersPage')
const SettingsPage = lazyPage(() => import('./settings/settings-page.tsx'), 'SettingsPage')
const JoinPage = lazyPage(() => import('./auth/join-page.tsx'), 'JoinPage')
const SignInPage = lazyPage(() => import('./members/sign-in-page.tsx'), 'SignInPage')
const MembersPage = lazyPage(() => import('./members/members-page.tsx'), 'MembersPage')
const ProfileList = lazyPage(() => import('./profiles/profile-list.tsx'), 'ProfileList')
const ProfilePage = lazyPage(() => import('./profiles/profile-page.tsx'), 'ProfilePage')
const TryPage = lazyPage(() => import('./profiles/try/try-page.tsx'), 'TryPage')
const BackTestsPage = lazyPage(() => import('./profiles/try/back-tests-page.tsx'), 'BackTestsPage')
const BackTestPage = lazyPage(() => import('./profiles/try/back-test-page.tsx'), 'BackTestPage')
const ShadowPage = lazyPage(() => import('./profiles/shadow/shadow-page.tsx'), 'ShadowPage')
const SplitPage = lazyPage(() => import('./profiles/split/split-page.tsx'), 'SplitPage')
const AdvisorPage = lazyPage(() => import('./profiles/learn/advisor-page.tsx'), 'AdvisorPage')
const VersionPage = lazyPage(() => import('./profiles/version-page.tsx'), 'VersionPage')
const SessionList = lazyPage(() => import('./sessions/session-list.tsx'), 'SessionList')
const SessionPage = lazyPage(() => import('./sessions/session-page.tsx'), 'SessionPage')
const CaseQueue = lazyPage(() => import('./cases/case-queue.tsx'), 'CaseQueue')

const WhoSawPage = lazyPage(() => import('./personal/who-saw-page.tsx'), 'WhoSawPage')

const dataProvider = createDataProvider()
const store = localStorageStore('1', 'kakunin')

export function App() {
  return (
    <Admin
      disableTelemetry
      requireAuth
      title="Kakunin"
      authProvider={authProvider}
      dataProvider={dataProvider}
      i18nProvider={i18nProvider}
      store={store}
      lightTheme={lightTheme}
      darkTheme={darkTheme}
      layout={ManagerLayout}
      loginPage={LoginPage}
      dashboard={Home}
    >
      <Resource name="cases" list={CaseQueue} show={CasePage} />
      <Resource name="sessions" list={SessionList} show={SessionPage} />
      <Resource name="profiles" list={ProfileList} show={ProfilePage}>
        <Route path=":id/versions/:versionId" element={<VersionPage />} />
        <Route path=":id/try" element={<TryPage />} />
        <Route path=":id/back-tests" element={<BackTestsPage />} />
        <Route path=":id/back-tests/:testId" element={<BackTestPage />} />
        <Route path=":id/versions/:versionId/shadow" element={<ShadowPage />} />
        <Route path=":id/split" element={<SplitPage />} />
        <Route path=":id/advisor" element={<AdvisorPage />} />
      </Resource>
      <Resource name="endpoints" list={EndpointList} />
      <Resource name="deliveries" list={DeliveryList} />
      <Resource name="api-keys" list={ApiKeyList} />
      <Resource name="audit" list={AuditLog} />
      <CustomRoutes>
        <Route path="/exports" element={<ExportPage />} />
        <Route path="/calibration" element={<CalibrationPage />} />
        <Route path="/partners" element={<PartnersPage />} />
        <Route path="/desk" element={<DeskPage />} />
        <Route path="/desk/:id" element={<DeskCase />} />
        <Route path="/masking" element={<MaskingQueue />} />
        <Route path="/masking/:id" element={<MaskingPage />} />
        <Route path="/analytics" element={<AnalyticsPage />} />
        <Route path="/settings" element={<SettingsPage />} />
        <Route path="/settings/:section" element={<SettingsPage />} />
        <Route path="/members" element={<MembersPage />} />
        <Route path="/members/sign-in" element={<SignInPage />} />
        <Route path="/who-saw/:id" element={<WhoSawPage />} />
        <Route path="/account" element={<AccountPage />} />
      </CustomRoutes>
      <CustomRoutes noLayout>
        <Route
          path="/join/:token"
          element={
            <Suspense fallback={null}>
              <JoinPage />
            </Suspense>
          }
        />
      </CustomRoutes>
    </Admin>
  )
}
