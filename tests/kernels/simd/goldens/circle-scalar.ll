declare float @llvm.fma.f32(float, float, float) nounwind willreturn memory(none)
declare float @llvm.sqrt.f32(float) nounwind willreturn memory(none)
define void @core(ptr %args, i64 %count) nounwind alignstack(64) {
entry:
  %q0 = getelementptr ptr, ptr %args, i64 0
  %q1 = getelementptr ptr, ptr %args, i64 1
  %q2 = getelementptr ptr, ptr %args, i64 2
  %p0 = load ptr, ptr %q0
  %p1 = load ptr, ptr %q1
  %p2 = load ptr, ptr %q2
  %wide.end = and i64 %count, -4
  br label %wide.test
wide.test:
  %has.wide = icmp ne i64 %wide.end, 0
  br i1 %has.wide, label %wide, label %single.test
wide:
  %wide.i0 = phi i64 [ 0, %wide.test ], [ %wide.next, %wide ]
  %wide.i1 = add nuw nsw i64 %wide.i0, 1
  %wide.i2 = add nuw nsw i64 %wide.i0, 2
  %wide.i3 = add nuw nsw i64 %wide.i0, 3
  %v1 = getelementptr inbounds float, ptr %p1, i64 %wide.i0
  %v2 = load float, ptr %v1, align 1
  %v3 = getelementptr inbounds float, ptr %p1, i64 %wide.i1
  %v4 = load float, ptr %v3, align 1
  %v5 = getelementptr inbounds float, ptr %p1, i64 %wide.i2
  %v6 = load float, ptr %v5, align 1
  %v7 = getelementptr inbounds float, ptr %p1, i64 %wide.i3
  %v8 = load float, ptr %v7, align 1
  %v9 = fmul float %v2, %v2
  %v10 = fmul float %v4, %v4
  %v11 = fmul float %v6, %v6
  %v12 = fmul float %v8, %v8
  %v13 = getelementptr inbounds float, ptr %p0, i64 %wide.i0
  %v14 = load float, ptr %v13, align 1
  %v15 = getelementptr inbounds float, ptr %p0, i64 %wide.i1
  %v16 = load float, ptr %v15, align 1
  %v17 = getelementptr inbounds float, ptr %p0, i64 %wide.i2
  %v18 = load float, ptr %v17, align 1
  %v19 = getelementptr inbounds float, ptr %p0, i64 %wide.i3
  %v20 = load float, ptr %v19, align 1
  %v21 = call float @llvm.fma.f32(float %v14, float %v14, float %v9)
  %v22 = call float @llvm.fma.f32(float %v16, float %v16, float %v10)
  %v23 = call float @llvm.fma.f32(float %v18, float %v18, float %v11)
  %v24 = call float @llvm.fma.f32(float %v20, float %v20, float %v12)
  %v25 = call float @llvm.sqrt.f32(float %v21)
  %v26 = call float @llvm.sqrt.f32(float %v22)
  %v27 = call float @llvm.sqrt.f32(float %v23)
  %v28 = call float @llvm.sqrt.f32(float %v24)
  %v29 = fcmp olt float %v14, 0x3FF0000000000000
  %v30 = select i1 %v29, float %v14, float 0x3FF0000000000000
  %v31 = fcmp uno float 0x3FF0000000000000, 0x3FF0000000000000
  %v32 = select i1 %v31, float %v14, float %v30
  %v33 = fcmp olt float %v16, 0x3FF0000000000000
  %v34 = select i1 %v33, float %v16, float 0x3FF0000000000000
  %v35 = fcmp uno float 0x3FF0000000000000, 0x3FF0000000000000
  %v36 = select i1 %v35, float %v16, float %v34
  %v37 = fcmp olt float %v18, 0x3FF0000000000000
  %v38 = select i1 %v37, float %v18, float 0x3FF0000000000000
  %v39 = fcmp uno float 0x3FF0000000000000, 0x3FF0000000000000
  %v40 = select i1 %v39, float %v18, float %v38
  %v41 = fcmp olt float %v20, 0x3FF0000000000000
  %v42 = select i1 %v41, float %v20, float 0x3FF0000000000000
  %v43 = fcmp uno float 0x3FF0000000000000, 0x3FF0000000000000
  %v44 = select i1 %v43, float %v20, float %v42
  %v45 = fsub float %v25, %v32
  %v46 = fsub float %v26, %v36
  %v47 = fsub float %v27, %v40
  %v48 = fsub float %v28, %v44
  %v49 = getelementptr inbounds float, ptr %p2, i64 %wide.i0
  store float %v45, ptr %v49, align 1
  %v50 = getelementptr inbounds float, ptr %p2, i64 %wide.i1
  store float %v46, ptr %v50, align 1
  %v51 = getelementptr inbounds float, ptr %p2, i64 %wide.i2
  store float %v47, ptr %v51, align 1
  %v52 = getelementptr inbounds float, ptr %p2, i64 %wide.i3
  store float %v48, ptr %v52, align 1
  %wide.next = add nuw nsw i64 %wide.i0, 4
  %wide.more = icmp ult i64 %wide.next, %wide.end
  br i1 %wide.more, label %wide, label %single.test
single.test:
  %has.single = icmp ult i64 %wide.end, %count
  br i1 %has.single, label %single, label %done
single:
  %single.i0 = phi i64 [ %wide.end, %single.test ], [ %single.next, %single ]
  %v53 = getelementptr inbounds float, ptr %p1, i64 %single.i0
  %v54 = load float, ptr %v53, align 1
  %v55 = fmul float %v54, %v54
  %v56 = getelementptr inbounds float, ptr %p0, i64 %single.i0
  %v57 = load float, ptr %v56, align 1
  %v58 = call float @llvm.fma.f32(float %v57, float %v57, float %v55)
  %v59 = call float @llvm.sqrt.f32(float %v58)
  %v60 = fcmp olt float %v57, 0x3FF0000000000000
  %v61 = select i1 %v60, float %v57, float 0x3FF0000000000000
  %v62 = fcmp uno float 0x3FF0000000000000, 0x3FF0000000000000
  %v63 = select i1 %v62, float %v57, float %v61
  %v64 = fsub float %v59, %v63
  %v65 = getelementptr inbounds float, ptr %p2, i64 %single.i0
  store float %v64, ptr %v65, align 1
  %single.next = add nuw nsw i64 %single.i0, 1
  %single.more = icmp ult i64 %single.next, %count
  br i1 %single.more, label %single, label %done
done:
  ret void
}
