/** A hotel on a QloApps shop, as its file is written. */
export function hotelYaml(url: string): string {
  return `# Our hotel
hotel:
  id: prime
  name: The Hotel Prime
  time_zone: UTC
  currency: USD
  languages: [es, en]
  default_language: en
  address: Monticello Dr
  phone: "+13345550100"
  email: hotelprime@example.com
  check_in_from: "12:00"
  check_out_until: "11:00"
  desk_opens: "08:00"
  desk_closes: "20:00"
  cancellation_policy: { es: Gratis., en: Free. }
pms:
  kind: qloapps
  url: ${url}
  hotel_id: 1
  room_types:
    - id: general
      qloapps_id: 1
      name: { es: General, en: General }
      description: { es: Una cama., en: One bed. }
      words: { es: [general], en: [general] }
      max_adults: 2
      max_children: 2
      max_guests: 4
    - id: delux
      qloapps_id: 2
      name: { es: De lujo, en: Delux }
      description: { es: Dos camas., en: Two beds. }
      words: { es: [lujo], en: [delux] }
      max_adults: 2
      max_children: 2
      max_guests: 4
`;
}
