/** What a column of a lesson plan (课程安排表, 教学计划) can hold; `name` is what the lesson is called. */
export type LessonPlanField =
  | "name"
  | "code"
  | "className"
  | "category"
  | "mode"
  | "teachers"
  | "teacherUnit"
  | "day"
  | "from"
  | "to"
  | "hours"
  | "venue"
  | "capacity"
  | "audience"
  | "expected"
  | "organiser"
  | "coOrganisers"
  | "isCounted"
  | "remark"

/** The headings under which each column comes, those of owip's templates among them; the first is the customary one. */
export const LESSON_PLAN_HEADINGS: Record<LessonPlanField, readonly string[]> = {
  name: ["课程名称", "课程", "课题", "授课题目", "教学内容", "专题"],
  code: ["课次编号", "课程编号", "课次", "编号"],
  className: ["培训班", "培训班名称", "班次", "班级"],
  category: ["课程类别", "类别", "课程类型"],
  mode: ["授课形式", "授课方式", "教学方式", "形式"],
  teachers: ["主讲人", "授课教师", "授课人", "教师", "讲师", "主讲"],
  teacherUnit: ["主讲人单位及职务", "主讲人单位", "授课人单位及职务", "主讲人单位及职称"],
  day: ["日期", "上课日期", "授课日期", "授课时间", "设立时间"],
  from: ["开始", "开始时间", "上课时间"],
  to: ["结束", "结束时间", "下课时间"],
  hours: ["学时", "计划学时", "学时数"],
  venue: ["地点", "授课地点", "上课地点", "场地"],
  capacity: ["容量", "名额"],
  audience: ["培训对象", "参训对象", "参加对象"],
  expected: ["应到", "应到人数"],
  organiser: ["主办", "主办单位", "主办方"],
  coOrganisers: ["协办", "协办单位"],
  isCounted: ["计入年度学时", "是否计入年度学时", "是否计入年度学习任务"],
  remark: ["备注"],
}

/** What a column of a list of teachers (师资库) can hold. */
export type TeacherListField = "name" | "category" | "unit" | "title" | "contact" | "subjects" | "times"

export const TEACHER_LIST_HEADINGS: Record<TeacherListField, readonly string[]> = {
  name: ["姓名", "教师姓名", "主讲人"],
  category: ["类别", "师资类别", "教师类别", "主讲人类别"],
  unit: ["单位", "工作单位", "所在单位"],
  title: ["职称和职务", "职务职称", "职称", "职务", "职务/职称"],
  contact: ["联系方式", "联系电话", "手机", "手机号", "电话"],
  subjects: ["专长", "授课方向", "研究方向", "擅长领域"],
  times: ["可授课时间", "授课时间", "可授课时段"],
}

/** What a column of a list of venues (场地表) can hold. */
export type VenueListField = "name" | "kind" | "address" | "capacity" | "equipment" | "opening" | "sharing"

export const VENUE_LIST_HEADINGS: Record<VenueListField, readonly string[]> = {
  name: ["名称", "场地名称", "场地", "教室名称"],
  kind: ["类别", "场地类别", "类型"],
  address: ["地址", "地点", "位置"],
  capacity: ["容量", "容纳人数", "座位数"],
  equipment: ["设备", "设施设备", "设施"],
  opening: ["开放时间", "可用时间"],
  sharing: ["共用单位", "共享单位"],
}
