import { Admin, CustomRoutes, localStorageStore, Resource } from 'react-admin'
import { Route } from 'react-router-dom'
import { authProvider } from './auth/auth-provider.ts'
import { AccountPage } from './auth/account-page.tsx'
import { LoginPage } from './auth/login-page.tsx'
import { CasePage } from './case/case-page.tsx'
import { CaseQueue } from './cases/case-queue.tsx'
import { createDataProvider } from './data/data-provider.ts'
import { ApiKeyList } from './integration/api-key-list.tsx'
import { DeliveryList } from './integration/delivery-list.tsx'
import { EndpointList } from './integration/endpoint-list.tsx'
import { AuditLog } from './organisation/audit-log.tsx'
import { MemberList } from './organisation/member-list.tsx'
import { ProfileList } from './profiles/profile-list.tsx'
import { ProfilePage } from './profiles/profile-page.tsx'
import { VersionPage } from './profiles/version-page.tsx'
import { SessionList } from './sessions/session-list.tsx'
import { SessionPage } from './sessions/session-page.tsx'
import { Home } from './shell/home.tsx'
import { ManagerLayout } from './shell/layout.tsx'
import { darkTheme, lightTheme } from './theme/themes.ts'
import { i18nProvider } from './words/i18n-provider.ts'

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
      </Resource>
      <Resource name="endpoints" list={EndpointList} />
      <Resource name="deliveries" list={DeliveryList} />
      <Resource name="api-keys" list={ApiKeyList} />
      <Resource name="members" list={MemberList} />
      <Resource name="audit" list={AuditLog} />
      <CustomRoutes>
        <Route path="/account" element={<AccountPage />} />
      </CustomRoutes>
    </Admin>
  )
}
